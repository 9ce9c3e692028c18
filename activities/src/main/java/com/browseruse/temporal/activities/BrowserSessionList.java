package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Some sessions, in the server's order.
 *
 * @param sessions the sessions, without links
 * @param totalItems how many there are in all, by the server's count
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BrowserSessionList(List<BrowserSession> sessions, int totalItems) {}
