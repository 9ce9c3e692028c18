package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One page of a list of sessions, in the server's order.
 *
 * @param sessions the sessions, without their tasks
 * @param totalItems how many there are on all pages, by the server's count
 * @param pageNumber this page, counted from 1
 * @param pageSize how many items a full page has
 * @param hasNext whether there is a page after this one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionPage(
    @JsonProperty("sessions") List<Session> sessions,
    @JsonProperty("totalItems") int totalItems,
    @JsonProperty("pageNumber") int pageNumber,
    @JsonProperty("pageSize") int pageSize,
    @JsonProperty("hasNext") boolean hasNext) {}
