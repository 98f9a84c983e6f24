package com.experiture.client.imports;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.PollOptions;
import com.experiture.client.internal.time.DurationLimits;
import com.experiture.client.metadata.WriteMode;

/**
 * Collects how a file or records are imported.
 */
public final class ImportOptionsBuilder {

	final String objectName;

	Consumer<ImportRequest.Builder> request = (request) -> {
	};

	@Nullable String listName;

	@Nullable String fileName;

	@Nullable ImportFormat format;

	@Nullable Object mapping;

	UnaryOperator<ImportMapping> mappingChanges = UnaryOperator.identity();

	PollOptions<? super ImportJob> await = PollOptions.atMost(Duration.ofHours(6));

	Duration stallTimeout = Duration.ofSeconds(60);

	int maxUploads = 3;

	@Nullable Path temporaryDirectory;

	long maxTemporarySize = 4L << 30;

	Consumer<ImportProgress> listener = (progress) -> {
	};

	Duration progressInterval = Duration.ofMillis(500);

	ImportOptionsBuilder(String objectName) {
		this.objectName = objectName;
	}

	private ImportOptionsBuilder(ImportOptionsBuilder other) {
		this(other.objectName);
		this.request = other.request;
		this.listName = other.listName;
		this.fileName = other.fileName;
		this.format = other.format;
		this.mapping = other.mapping;
		this.mappingChanges = other.mappingChanges;
		this.await = other.await;
		this.stallTimeout = other.stallTimeout;
		this.maxUploads = other.maxUploads;
		this.temporaryDirectory = other.temporaryDirectory;
		this.maxTemporarySize = other.maxTemporarySize;
		this.listener = other.listener;
		this.progressInterval = other.progressInterval;
	}

	/**
	 * Make a static list of the valid rows. It is found by its name afterwards, see
	 * {@link ImportReport#createdList()}, which needs the scope {@code cdp:lists:read}.
	 * @param listName its name; a unique one is advised (documented): if other lists have
	 * it, the created one is not found, see {@link ImportReport#lookUpFailure()}
	 * @return this builder
	 */
	public ImportOptionsBuilder createList(String listName) {
		this.listName = listName;
		return request((request) -> request.createList(listName));
	}

	/**
	 * Make a dynamic audience.
	 * @param audienceName its name
	 * @return this builder
	 */
	public ImportOptionsBuilder createAudience(String audienceName) {
		return request((request) -> request.createAudience(audienceName));
	}

	/**
	 * Add the valid rows to an existing list.
	 * @param listId the id of the list
	 * @return this builder
	 */
	public ImportOptionsBuilder targetListId(String listId) {
		return request((request) -> request.targetListId(listId));
	}

	/**
	 * Change the request that creates the job, for members that this version does not
	 * know.
	 * @param change changes the request
	 * @return this builder
	 */
	public ImportOptionsBuilder request(Consumer<ImportRequest.Builder> change) {
		this.request = this.request.andThen(change);
		return this;
	}

	/**
	 * Set the name that the API is told.
	 * @param fileName the name; by default that of the file, and {@code records.jsonl}
	 * for records
	 * @return this builder
	 */
	public ImportOptionsBuilder fileName(String fileName) {
		this.fileName = fileName;
		return this;
	}

	/**
	 * Set the format of a file whose name does not tell it.
	 * @param format the format; by default that of the endings {@code .csv},
	 * {@code .jsonl}, {@code .ndjson} and {@code .parquet}
	 * @return this builder
	 */
	public ImportOptionsBuilder format(ImportFormat format) {
		this.format = format;
		return this;
	}

	/**
	 * Say which columns go into which fields. By default each goes into the field of its
	 * name, without spaces around it: the columns of a CSV file's header, the members in
	 * the first 10,000,000 bytes of a JSON Lines file (see
	 * {@link ImportReport#mapping()}), the members of all records. A Parquet file needs a
	 * mapping. Columns of a CSV file that are not named are not imported.
	 * @param mapping the columns and their fields
	 * @return this builder
	 */
	public ImportOptionsBuilder mapping(ImportMapping mapping) {
		this.mapping = mapping;
		return this;
	}

	/**
	 * Submit a mapping with a body of your own, in place of the assumed one. Neither the
	 * content of the file nor its columns are checked then.
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return this builder
	 */
	public ImportOptionsBuilder mapping(Object body) {
		this.mapping = body;
		return this;
	}

	/**
	 * Set the match key of the mapping. A body of your own is left as it is. Some column
	 * must go into it, and each of the records must have it, neither null nor blank,
	 * unless they are appended or
	 * {@link com.experiture.client.call.CallOptions#insertWithoutMatchKey() inserting} is
	 * meant: the API inserts what lacks its match key. The rows of files are not looked
	 * at; the API judges them.
	 * @param matchKey one of the object's identity keys; by default its primary key
	 * @return this builder
	 */
	public ImportOptionsBuilder matchKey(String matchKey) {
		return change((mapping) -> mapping.matchKey(matchKey));
	}

	/**
	 * Set the write mode of the mapping. A body of your own is left as it is.
	 * @param writeMode how rows become records; by default that of the object
	 * @return this builder
	 */
	public ImportOptionsBuilder writeMode(WriteMode writeMode) {
		return change((mapping) -> mapping.writeMode(writeMode));
	}

	private ImportOptionsBuilder change(UnaryOperator<ImportMapping> change) {
		UnaryOperator<ImportMapping> before = this.mappingChanges;
		this.mappingChanges = (mapping) -> change.apply(before.apply(mapping));
		return this;
	}

	/**
	 * Set how long the started job is waited for.
	 * @param wait how long to wait, and how often to ask; 6 hours by default
	 * @return this builder
	 */
	public ImportOptionsBuilder await(PollOptions<? super ImportJob> wait) {
		this.await = wait;
		return this;
	}

	/**
	 * Set how long the upload may make no progress. There is no limit of its whole time.
	 * @param stallTimeout the time, 60 seconds by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
	 */
	public ImportOptionsBuilder stallTimeout(Duration stallTimeout) {
		this.stallTimeout = DurationLimits.positive("stallTimeout", stallTimeout);
		return this;
	}

	/**
	 * Set how often the file may be uploaded. Where an upload fails, because its address
	 * expired or its connection died, a fresh job is created and the file sent from its
	 * beginning.
	 * @param maxUploads how often, 3 by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is less than 1
	 */
	public ImportOptionsBuilder maxUploads(int maxUploads) {
		if (maxUploads < 1) {
			throw new IllegalArgumentException("maxUploads must be at least 1");
		}
		this.maxUploads = maxUploads;
		return this;
	}

	/**
	 * Set where records are written to before they are uploaded. Only the owner of the
	 * process may read the file; it is deleted in the end, whatever happens, as long as
	 * the process lives.
	 * @param directory an existing directory; by default that of the system
	 * @return this builder
	 */
	public ImportOptionsBuilder temporaryDirectory(Path directory) {
		this.temporaryDirectory = directory;
		return this;
	}

	/**
	 * Set how much of the disk records may take.
	 * @param bytes the size in bytes, 4 GiB by default; more records fail the import
	 * before anything is sent
	 * @return this builder
	 * @throws IllegalArgumentException if it is less than 1
	 */
	public ImportOptionsBuilder maxTemporarySize(long bytes) {
		if (bytes < 1) {
			throw new IllegalArgumentException("maxTemporarySize must be at least 1");
		}
		this.maxTemporarySize = bytes;
		return this;
	}

	/**
	 * Set what gets the progress of the import: at each phase, at each change of the
	 * job's state, and at a steady interval, see {@link #progressInterval}. It is called
	 * on the threads of the import, one call at a time, and must not block. What it
	 * throws is logged and changes nothing.
	 * @param listener gets the progress
	 * @return this builder
	 */
	public ImportOptionsBuilder onProgress(Consumer<ImportProgress> listener) {
		this.listener = listener;
		return this;
	}

	/**
	 * Set how often the progress is reported while nothing but rows and bytes changes.
	 * @param interval the time between two reports, 500 ms by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
	 */
	public ImportOptionsBuilder progressInterval(Duration interval) {
		this.progressInterval = DurationLimits.positive("progressInterval", interval);
		return this;
	}

	/**
	 * Finish the options. They are checked when they are used.
	 * @return the options
	 */
	public ImportOptions build() {
		return new ImportOptions(new ImportOptionsBuilder(this));
	}

}
