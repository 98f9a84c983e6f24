package com.experiture.client.imports;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;
import com.experiture.client.call.PollOptions;

/**
 * Imports files and records in one call, or step by step, for 100,000 rows and more.
 * Blocks until the response is received, so it must not be used on an event-loop thread.
 * Reading needs the scope {@code cdp:imports:read}, everything else
 * {@code cdp:imports:write}. Each call fails with an
 * {@link com.experiture.client.error.ExperitureException}.
 * <p>
 * The steps (documented): create a job, upload the file to the URL of the response,
 * submit the mapping, start the job, read it until it has ended.
 *
 * @see ReactiveImportsClient
 */
public interface ImportsClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options idempotency key, correlation id, timeout; each page is a call
	 * @return a view
	 */
	ImportsClient with(CallOptions options);

	/**
	 * Create a job (documented; more fields of request and response exist).
	 * @param request the file and how to import its rows
	 * @return the job and the URL for the upload
	 */
	CreatedImport create(ImportRequest request);

	/**
	 * Map columns to fields, after the file was uploaded. The state of the job changes
	 * from {@code pending} to {@code ready} (documented; the bodies of request and
	 * response are assumed).
	 * @param jobId the id of the job
	 * @param mapping the columns and their fields
	 * @return the job
	 */
	ImportJob submitMapping(String jobId, ImportMapping mapping);

	/**
	 * Submit a mapping with a body of your own instead of the assumed one.
	 * @param jobId the id of the job
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the job
	 */
	ImportJob submitMapping(String jobId, Object body);

	/**
	 * Start a job. Its state changes from {@code ready} to {@code running} (documented;
	 * an empty object as request body and the response body are assumed).
	 * @param jobId the id of the job
	 * @return the job
	 */
	default ImportJob start(String jobId) {
		return start(jobId, Map.of());
	}

	/**
	 * Start a job with a body of your own instead of the assumed one.
	 * @param jobId the id of the job
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the job
	 */
	ImportJob start(String jobId, Object body);

	/**
	 * Read a job (its states are documented, the rest of the response is assumed).
	 * @param jobId the id of the job
	 * @return the current state of the job
	 */
	ImportJob get(String jobId);

	/**
	 * Wait until a job has ended: in the state {@code completed} or {@code failed}
	 * (documented; other states do not end a job), or as the options define. The job is
	 * polled, less often the longer nothing changes. Transient failures such as lost
	 * connections, 429 and 5xx do not end the wait. Fails with a
	 * {@link com.experiture.client.error.JobTimeoutException} if the timeout elapses.
	 * @param jobId the id of the job
	 * @param wait the timeout and the intervals
	 * @return the ended job; check its state
	 */
	ImportJob await(String jobId, PollOptions<? super ImportJob> wait);

	/**
	 * Import a file of any size: create a job, upload the file, map its columns, start
	 * the job and wait for its end. The upload is streamed from disk to the signed URL
	 * without token or other headers of this client. It uses https only (plain http to a
	 * loopback address) and follows no redirects. If the URL has expired or the
	 * connection was lost, a new job is created and the whole file is uploaded again;
	 * only one job is started. A file that changes during the import is not imported.
	 * <p>
	 * Rejected rows are not a failure: see {@link ImportReport} and {@link #getErrors}.
	 * Fails with an {@link ImportFailedException} that names the phase, the job and what
	 * to do, also if the job ends as {@code failed}. Fails with an
	 * {@link com.experiture.client.error.InvalidRequestException} before anything is sent
	 * if the file cannot be read, is empty or does not have its format, if a column has
	 * no field in the object, if no column is mapped to the match key, or if the options
	 * break another rule. These checks read the schema of the object; without the scope
	 * {@code cdp:metadata:read} only the API checks the columns. The content after the
	 * first 65,536 bytes is checked for valid UTF-8 during the upload, before the job is
	 * started. With a mapping body of your own the content is not checked.
	 * <p>
	 * With an idempotency key in the options, see {@link #with}, the same import,
	 * repeated within 24 hours, continues the job of the first one and imports nothing
	 * twice; an expired upload URL cannot be replaced then. Steps are skipped if the
	 * state of the job shows that they are done, and repeated if the state is not known.
	 * <p>
	 * The steps are documented. Assumed are the mapping, the media types of JSON Lines
	 * and Parquet, and which responses of the storage mean an expired URL (400, 401, 403,
	 * 408, 410, 425, 429, 5xx).
	 * @param file CSV in UTF-8 separated by commas with a header, JSON Lines, or Parquet
	 * @param options the object and how to import
	 * @return the result of the import
	 */
	ImportReport importFile(Path file, ImportOptions options);

	/**
	 * Import records: write them to a temporary file as JSON Lines, and import that file
	 * like {@link #importFile}. They are converted to JSON like the records of
	 * {@link com.experiture.client.records.RecordsClient}. All fields of all records are
	 * mapped. The file is deleted in any case.
	 * <p>
	 * The import fails before anything is sent, with an
	 * {@link com.experiture.client.error.InvalidRequestException} that names the
	 * position, such as {@code records[12].email}, if a record cannot be written as JSON,
	 * has more than 50,000,000 bytes, or lacks the match key of the options, unless rows
	 * are appended. To import the other records, leave out such a record.
	 * @param records maps or objects, at least one; requested as fast as the disk writes
	 * @param options the object, how to import, and the size limit of the file
	 * @return the result of the import
	 */
	ImportReport importRecords(Publisher<?> records, ImportOptions options);

	/**
	 * Import records, see {@link #importRecords(Publisher, ImportOptions)}.
	 * @param records maps or objects, at least one; closed at the end if they are
	 * {@link AutoCloseable}, such as a cursor
	 * @param options the object, how to import, and the size limit of the file
	 * @return the result of the import
	 */
	ImportReport importRecords(Iterable<?> records, ImportOptions options);

	/**
	 * Import records, see {@link #importRecords(Publisher, ImportOptions)}.
	 * @param records maps or objects, at least one; read sequentially, not ahead, and
	 * closed at the end
	 * @param options the object, how to import, and the size limit of the file
	 * @return the result of the import
	 */
	ImportReport importRecords(Stream<?> records, ImportOptions options);

	/**
	 * Return the rejected rows, 50 with each request. Their format and paging are not
	 * documented: pages like those of lists and a plain array are read.
	 * @param jobId the id of the job
	 * @return the rejected rows, fetched on demand; must be closed if it is not read
	 * completely
	 */
	default Stream<ImportRowError> getErrors(String jobId) {
		return getErrors(jobId, Page.DEFAULT_SIZE);
	}

	/**
	 * Return the rejected rows. Their format and paging are not documented: pages like
	 * those of lists and a plain array are read.
	 * @param jobId the id of the job
	 * @param pageSize how many rows to request with each page; the largest number is not
	 * documented
	 * @return the rejected rows, fetched on demand; must be closed if it is not read
	 * completely
	 */
	Stream<ImportRowError> getErrors(String jobId, int pageSize);

}
