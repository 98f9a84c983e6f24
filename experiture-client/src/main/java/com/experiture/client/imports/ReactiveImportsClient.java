package com.experiture.client.imports;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;
import com.experiture.client.call.PollOptions;

/**
 * Reactive variant of {@link ImportsClient}, which documents the calls, their scopes and
 * their errors. Nothing is sent before a result is subscribed to.
 *
 * @see ImportsClient
 */
public interface ReactiveImportsClient {

	/**
	 * Return a view with options, see {@link ImportsClient#with(CallOptions)}.
	 */
	ReactiveImportsClient with(CallOptions options);

	/**
	 * Same as {@link ImportsClient#create(ImportRequest)}, as a {@link Mono}.
	 */
	Mono<CreatedImport> create(ImportRequest request);

	/**
	 * Same as {@link ImportsClient#submitMapping(String, ImportMapping)}, as a
	 * {@link Mono}.
	 */
	Mono<ImportJob> submitMapping(String jobId, ImportMapping mapping);

	/**
	 * Same as {@link ImportsClient#submitMapping(String, Object)}, as a {@link Mono}.
	 */
	Mono<ImportJob> submitMapping(String jobId, Object body);

	/**
	 * Same as {@link ImportsClient#start(String)}, as a {@link Mono}.
	 */
	default Mono<ImportJob> start(String jobId) {
		return start(jobId, Map.of());
	}

	/**
	 * Same as {@link ImportsClient#start(String, Object)}, as a {@link Mono}.
	 */
	Mono<ImportJob> start(String jobId, Object body);

	/**
	 * Same as {@link ImportsClient#get(String)}, as a {@link Mono}.
	 */
	Mono<ImportJob> get(String jobId);

	/**
	 * Same as {@link ImportsClient#await(String, PollOptions)}, as a {@link Mono}.
	 */
	Mono<ImportJob> await(String jobId, PollOptions<? super ImportJob> wait);

	/**
	 * Same as {@link ImportsClient#importFile(Path, ImportOptions)}, as a {@link Mono}.
	 */
	Mono<ImportReport> importFile(Path file, ImportOptions options);

	/**
	 * Same as {@link ImportsClient#importRecords(Publisher, ImportOptions)}, as a
	 * {@link Mono}.
	 */
	Mono<ImportReport> importRecords(Publisher<?> records, ImportOptions options);

	/**
	 * Same as {@link ImportsClient#importRecords(Iterable, ImportOptions)}, as a
	 * {@link Mono}.
	 */
	Mono<ImportReport> importRecords(Iterable<?> records, ImportOptions options);

	/**
	 * Same as {@link ImportsClient#importRecords(Stream, ImportOptions)}, as a
	 * {@link Mono}.
	 */
	Mono<ImportReport> importRecords(Stream<?> records, ImportOptions options);

	/**
	 * Same as {@link ImportsClient#getErrors(String)}; the pages are fetched as they are
	 * requested.
	 */
	default Flux<ImportRowError> getErrors(String jobId) {
		return getErrors(jobId, Page.DEFAULT_SIZE);
	}

	/**
	 * Same as {@link ImportsClient#getErrors(String, int)}; the pages are fetched as they
	 * are requested.
	 */
	Flux<ImportRowError> getErrors(String jobId, int pageSize);

}
