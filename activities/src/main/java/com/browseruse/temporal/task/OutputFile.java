package com.browseruse.temporal.task;

/**
 * A file that the agent left.
 *
 * @param id what to ask for it by
 * @param fileName its name, as the agent chose it: never to be trusted as a path
 */
public record OutputFile(String id, String fileName) {}
