package com.browseruse.temporal.testing;

/**
 * One step of a task as its view tells it.
 *
 * @param number from 1
 * @param memory what the agent keeps in mind
 * @param evaluation what it thinks of the step before
 * @param nextGoal what it is about to do
 * @param url where it is
 * @param action what it does, as JSON in a string
 * @param seconds how long the step took
 */
record Step(
    int number,
    String memory,
    String evaluation,
    String nextGoal,
    String url,
    String action,
    double seconds) {}
