package com.browseruse.temporal.task;

import java.util.List;

/**
 * One page of a list of sessions.
 *
 * @param items the sessions, without their tasks
 * @param totalItems how many there are on all pages, by the server's count
 * @param pageNumber this page, counted from 1
 * @param pageSize how many items a full page has
 * @param hasNext whether there is a page after this one
 */
public record SessionPage(
    List<Session> items, int totalItems, int pageNumber, int pageSize, boolean hasNext) {}
