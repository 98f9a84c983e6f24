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
 * Imports of files and records in one call, and the steps of import jobs, for 100,000
 * rows and more. Nothing is sent before a result is subscribed to. Reading needs the
 * scope {@code cdp:imports:read}, everything else {@code cdp:imports:write}. Each call
 * fails with an {@link com.experiture.client.error.ExperitureException}.
 * <p>
 * The steps (documented): create a job, upload the file to the URL of the answer, submit
 * the mapping, start the job, read it until it has ended.
 *
 * @see ImportsClient
 */
public interface ReactiveImportsClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options idempotency key, correlation id, timeout; each page is a call
	 * @return a view
	 */
	ReactiveImportsClient with(CallOptions options);

	/**
	 * Create a job (documented; more members of body and answer exist).
	 * @param request the file and what to make of its rows
	 * @return the job and where to upload its file
	 */
	Mono<CreatedImport> create(ImportRequest request);

	/**
	 * Say which columns go into which fields, after the file was uploaded. The job goes
	 * from {@code pending} to {@code ready} (documented; body and answer are assumed).
	 * @param jobId the id of the job
	 * @param mapping the columns and their fields
	 * @return the job
	 */
	Mono<ImportJob> submitMapping(String jobId, ImportMapping mapping);

	/**
	 * Submit a mapping with a body of your own, in place of the assumed one.
	 * @param jobId the id of the job
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the job
	 */
	Mono<ImportJob> submitMapping(String jobId, Object body);

	/**
	 * Start a job. It goes from {@code ready} to {@code running} (documented; assumed are
	 * an empty object as body, and the answer).
	 * @param jobId the id of the job
	 * @return the job
	 */
	default Mono<ImportJob> start(String jobId) {
		return start(jobId, Map.of());
	}

	/**
	 * Start a job with a body of your own, in place of the assumed one.
	 * @param jobId the id of the job
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the job
	 */
	Mono<ImportJob> start(String jobId, Object body);

	/**
	 * Read a job (the states are documented, the rest of the answer is assumed).
	 * @param jobId the id of the job
	 * @return the job as it is now
	 */
	Mono<ImportJob> get(String jobId);

	/**
	 * Wait until a job has ended, in the state {@code completed} or {@code failed}
	 * (documented; others are no end), or in what the wait takes for the end. The job is
	 * read again and again, less often the longer nothing changes. Failures that may
	 * pass, such as broken connections, 429 and 5xx, do not end the wait. Fails with a
	 * {@link com.experiture.client.error.JobTimeoutException} where the time is up.
	 * @param jobId the id of the job
	 * @param wait how long to wait, and how often to ask
	 * @return the job at its end; look at its state
	 */
	Mono<ImportJob> await(String jobId, PollOptions<? super ImportJob> wait);

	/**
	 * Import a file of any size: create a job, upload the file, map its columns, start
	 * the job and wait for its end. The upload is streamed from disk, goes to the signed
	 * address without token or other headers of this client, over https only (plain http
	 * to a loopback address), and follows no redirect. Where its address has expired or
	 * its connection died, a fresh job is created and the file sent from its beginning;
	 * only one job is started. A file that changes meanwhile is not imported.
	 * <p>
	 * Rejected rows are no failure: see {@link ImportReport} and {@link #getErrors}.
	 * Fails with an {@link ImportFailedException} that names the phase, the job and what
	 * to do, also where the job ends as {@code failed}; and with an
	 * {@link com.experiture.client.error.InvalidRequestException} before anything is sent
	 * if the file cannot be read or is empty, is something else than its format says, has
	 * a column that the object has no field for, or none for the match key, or if the
	 * options break another rule. The schema of the object is read for that; without the
	 * scope {@code cdp:metadata:read} the API decides. The content behind the first
	 * 65,536 bytes is checked for being UTF-8 while it is uploaded, before the job is
	 * started. A mapping body of your own switches the checks of the content off.
	 * <p>
	 * With an idempotency key in the options, see {@link #with}, the same import,
	 * repeated within 24 hours, goes on with the job that it had and imports nothing
	 * twice; an upload address that has expired cannot be replaced then. Steps are left
	 * out where the state of the job tells that they are done, and taken again where it
	 * is not known.
	 * <p>
	 * The steps are documented; assumed are the mapping, the media types of JSON Lines
	 * and Parquet, and which answers of the storage an expired address has (400, 401,
	 * 403, 408, 410, 425, 429, 5xx).
	 * @param file CSV in UTF-8 separated by commas with a header, JSON Lines, or Parquet
	 * @param options where the rows go, and how to import
	 * @return what became of it
	 */
	Mono<ImportReport> importFile(Path file, ImportOptions options);

	/**
	 * Import records: write them to a temporary file as JSON Lines, and import that like
	 * {@link #importFile}. They become JSON like the records of
	 * {@link com.experiture.client.records.ReactiveRecordsClient}. All members of all
	 * records are mapped. The file is deleted in the end, whatever happens.
	 * <p>
	 * A record that cannot be written as JSON, has more than 50,000,000 bytes, or lacks
	 * the match key where there is one in the options and rows are not appended, fails
	 * the import before anything is sent, with an
	 * {@link com.experiture.client.error.InvalidRequestException} that names its
	 * position, such as {@code records[12].email}. Leave such records out where the
	 * others are to be imported without them.
	 * @param records maps or objects, at least one; taken as fast as the disk writes
	 * @param options where the rows go, how to import, and how much disk may be used
	 * @return what became of it
	 */
	Mono<ImportReport> importRecords(Publisher<?> records, ImportOptions options);

	/**
	 * Import records, see {@link #importRecords(Publisher, ImportOptions)}.
	 * @param records maps or objects, at least one; closed in the end if they are
	 * {@link AutoCloseable}, such as a cursor
	 * @param options where the rows go, how to import, and how much disk may be used
	 * @return what became of it
	 */
	Mono<ImportReport> importRecords(Iterable<?> records, ImportOptions options);

	/**
	 * Import records, see {@link #importRecords(Publisher, ImportOptions)}.
	 * @param records maps or objects, at least one; read sequentially, not ahead, and
	 * closed in the end
	 * @param options where the rows go, how to import, and how much disk may be used
	 * @return what became of it
	 */
	Mono<ImportReport> importRecords(Stream<?> records, ImportOptions options);

	/**
	 * Return the rejected rows, 50 with each request. What they look like and whether
	 * they are paged is not documented: pages like those of lists and one plain array are
	 * read.
	 * @param jobId the id of the job
	 * @return the rejected rows, fetched on demand
	 */
	default Flux<ImportRowError> getErrors(String jobId) {
		return getErrors(jobId, Page.DEFAULT_SIZE);
	}

	/**
	 * Return the rejected rows. What they look like and whether they are paged is not
	 * documented: pages like those of lists and one plain array are read.
	 * @param jobId the id of the job
	 * @param pageSize how many rows to ask for with each request; the largest number is
	 * not documented
	 * @return the rejected rows, fetched on demand
	 */
	Flux<ImportRowError> getErrors(String jobId, int pageSize);

}
