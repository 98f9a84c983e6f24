package com.experiture.client.internal.polling;

import java.util.function.Function;
import java.util.function.Predicate;

import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Operation;

/**
 * A job whose state can be read.
 *
 * @param <T> the type of the state
 * @param id the id of the job
 * @param operation the call that reads it
 * @param resume the method of the client that waits for the job
 * @param read reads the job, with the options for each read
 * @param state returns the name of the state
 * @param ended returns whether the state is final
 */
public record JobPoll<T>(String id, Operation operation, String resume, Function<CallOptions, Mono<T>> read,
		Function<T, String> state, Predicate<T> ended) {
}
