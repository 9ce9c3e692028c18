package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list. The bounds are checked where the query is sent.
 *
 * @param status only sessions in this status, such as {@code active}; null for all
 * @param limit the most sessions on a page, 1 to 100; null for 100
 * @param page the page, from 1; null for the first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionQuery(
    @JsonProperty("status") @Nullable String status,
    @JsonProperty("limit") @Nullable Integer limit,
    @JsonProperty("page") @Nullable Integer page) {

  /** {@return the first page of the sessions that are open} */
  public static SessionQuery active() {
    return new SessionQuery("active", null, null);
  }

  /** {@return the most sessions on a page} */
  public int pageSize() {
    return limit == null ? TaskQuery.MAX_PAGE_SIZE : limit;
  }

  /** {@return the page, from 1} */
  public int pageNumber() {
    return page == null ? 1 : page;
  }

  /** {@return this query, one page on} */
  public SessionQuery nextPage() {
    return new SessionQuery(status, limit, pageNumber() + 1);
  }

  /** {@return this query, unless {@code limit} or {@code page} is out of bounds} */
  public SessionQuery check() {
    TaskQuery.checkPage("limit", pageSize(), "page", pageNumber());
    return this;
  }
}
