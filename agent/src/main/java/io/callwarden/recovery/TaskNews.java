package io.callwarden.recovery;

/**
 * What just changed about a task.
 *
 * @param task as it stands now
 * @param change the last step of its history that is new
 */
public record TaskNews(Task task, Change change) {}
