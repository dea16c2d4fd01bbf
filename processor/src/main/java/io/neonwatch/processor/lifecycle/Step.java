package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.lifecycle.AlertState.Remembered;
import io.neonwatch.schemas.Transition;

/**
 * One event in the life of an alert; its time and number are in the state's episode.
 *
 * @param reason empty where the samples are reason enough
 * @param state after the step
 */
public record Step(Transition transition, String reason, Remembered state) {}
