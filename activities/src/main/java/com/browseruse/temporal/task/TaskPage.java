package com.browseruse.temporal.task;

import java.util.List;

/**
 * One page of a list of tasks. The order is the server's; only version 1 of the API promises one.
 *
 * @param items the tasks, without steps and files
 * @param totalItems how many there are on all pages, by the server's count
 * @param pageNumber this page, counted from 1
 * @param pageSize how many items a full page has
 * @param hasNext whether the next page may hold more of what was asked for
 */
public record TaskPage(
    List<Task> items, int totalItems, int pageNumber, int pageSize, boolean hasNext) {}
