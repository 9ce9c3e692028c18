package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.internal.http.Complete;
import com.browseruse.temporal.client.internal.http.Complete.Completion;
import com.browseruse.temporal.client.internal.http.Json;
import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds the server's JSON to the vocabulary, whose tasks have the names of version 2. */
final class V2Responses {
  private record WireSnapshot(
      String id, TaskStatus status, @Nullable BigDecimal cost, @Nullable Instant finishedAt) {}

  private record WireShare(
      String shareUrl, @Nullable Integer viewCount, @Nullable Instant lastViewedAt) {}

  private record WireAccount(
      @Nullable String name,
      @Nullable String projectId,
      @Nullable BigDecimal totalCreditsBalanceUsd,
      @Nullable Integer rateLimit,
      @Nullable Integer concurrentSessionLimit,
      @Nullable Integer activeSessionCount) {}

  private static final ObjectReader TASK = Json.LENIENT.readerFor(Task.class);
  private static final ObjectReader SNAPSHOT = Json.LENIENT.readerFor(WireSnapshot.class);
  private static final ObjectReader TASKS =
      Json.LENIENT.readerFor(new TypeReference<Page<Task>>() {});
  private static final ObjectReader SESSION = Json.LENIENT.readerFor(Session.class);
  private static final ObjectReader SESSIONS =
      Json.LENIENT.readerFor(new TypeReference<Page<Session>>() {});
  private static final ObjectReader SHARE = Json.LENIENT.readerFor(WireShare.class);
  private static final ObjectReader ACCOUNT = Json.LENIENT.readerFor(WireAccount.class);

  private V2Responses() {}

  static Task.Ref created(JsonBody body) throws IOException, UnreadableResponseException {
    JsonNode json = body.created();
    return new Task.Ref(json.path("id").textValue(), json.path("sessionId").asText(null));
  }

  static Task task(JsonBody body) throws IOException, UnreadableResponseException {
    return complete(body.<Task>read(TASK), Map.of());
  }

  /** Items of a list need not tell their metadata. */
  private static Task listed(@Nullable Task task) throws UnreadableResponseException {
    return complete(task, null);
  }

  private static Task complete(@Nullable Task task, @Nullable Map<String, Object> noMetadata)
      throws UnreadableResponseException {
    return Complete.task(task, noMetadata, task == null ? null : task.isSuccess());
  }

  /** Reads how far a task is from its short form or its whole one. */
  static TaskSnapshot snapshot(JsonBody body) throws IOException, UnreadableResponseException {
    WireSnapshot task = body.read(SNAPSHOT);
    String id = Complete.required("id", task.id);
    Complete.required("status", task.status);
    return new TaskSnapshot(id, task.status, null, null, plain(task.cost), task.finishedAt);
  }

  private static @Nullable String plain(@Nullable BigDecimal usd) {
    return usd == null ? null : usd.toPlainString();
  }

  static Task.Page page(JsonBody body, Task.Query query)
      throws IOException, UnreadableResponseException {
    return body.<Page<Task>>read(TASKS)
        .complete(V2Responses::listed, query.pageNumber(), query.pageSize(), Task.Page::new);
  }

  static Session.Page sessions(JsonBody body, Session.Query query)
      throws IOException, UnreadableResponseException {
    return body.<Page<Session>>read(SESSIONS)
        .complete(V2Responses::complete, query.pageNumber(), query.pageSize(), Session.Page::new);
  }

  static Session session(JsonBody body) throws IOException, UnreadableResponseException {
    return complete(body.<Session>read(SESSION));
  }

  private static Session complete(@Nullable Session session) throws UnreadableResponseException {
    if (session == null) {
      throw new UnreadableResponseException("the body has no session");
    }
    Complete.required("id", session.id());
    Complete.required("status", session.status());
    return session;
  }

  static Session.Share share(String sessionId, JsonBody body)
      throws IOException, UnreadableResponseException {
    WireShare share = body.read(SHARE);
    String url = Complete.required("shareUrl", share.shareUrl);
    return new Session.Share(sessionId, url, share.viewCount, share.lastViewedAt);
  }

  static Account account(JsonBody body) throws IOException, UnreadableResponseException {
    WireAccount account = body.read(ACCOUNT);
    return new Account(
        account.name,
        account.projectId,
        plain(account.totalCreditsBalanceUsd),
        account.rateLimit,
        account.concurrentSessionLimit,
        account.activeSessionCount);
  }

  static URI downloadUrl(JsonBody body) throws IOException, UnreadableResponseException {
    return body.webAddress("downloadUrl");
  }

  private interface PageMaker<R, P> {
    P make(List<R> items, int totalItems, int pageNumber, int pageSize, boolean hasNext);
  }

  private record Page<T>(
      @Nullable List<T> items,
      @Nullable Integer totalItems,
      @Nullable Integer pageNumber,
      @Nullable Integer pageSize) {
    /** Nothing is guessed about the end: whoever is not shown all tasks starts a second one. */
    <R, P> P complete(Completion<T, R> completion, int asked, int askedSize, PageMaker<R, P> maker)
        throws UnreadableResponseException {
      List<R> all = Complete.each(Complete.items("items", items), completion);
      int number = Complete.pageNumber(pageNumber, asked, all);
      int size = Complete.positive(pageSize, askedSize);
      if (totalItems == null) {
        throw new UnreadableResponseException("the body has no totalItems");
      }
      return maker.make(
          all, totalItems, number, size, Complete.mayGoOn(all, number, size, totalItems));
    }
  }
}
