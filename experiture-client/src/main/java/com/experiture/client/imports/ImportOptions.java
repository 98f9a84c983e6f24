package com.experiture.client.imports;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.PollOptions;
import com.experiture.client.metadata.WriteMode;
import com.experiture.client.settings.DurationLimits;

/**
 * How a file or records are imported. Immutable; only the object has no default.
 *
 * @see ImportsClient#importFile
 * @see ImportsClient#importRecords(Iterable, ImportOptions)
 */
public final class ImportOptions {

	private final Builder settings;

	private ImportOptions(Builder settings) {
		this.settings = settings;
	}

	/**
	 * Start building options.
	 * @param objectName the object to import into, such as {@code profiles}
	 * @return a builder with the defaults
	 */
	public static Builder builder(String objectName) {
		return new Builder(objectName);
	}

	/**
	 * Start building changed options.
	 * @return a builder with these options
	 */
	public Builder toBuilder() {
		return new Builder(this.settings);
	}

	/**
	 * Return the object to import into.
	 * @return the name of the object
	 */
	public String objectName() {
		return this.settings.objectName;
	}

	/**
	 * Return the static list to create of the valid rows.
	 * @return the name of the list, or {@code null} if none is created
	 */
	public @Nullable String listName() {
		return this.settings.listName;
	}

	/**
	 * Return the dynamic audience to create.
	 * @return the name of the audience, or {@code null} if none is created
	 */
	public @Nullable String audienceName() {
		return this.settings.audienceName;
	}

	/**
	 * Return the existing list to add the valid rows to.
	 * @return the id of the list, or {@code null} if there is none
	 */
	public @Nullable String targetListId() {
		return this.settings.targetListId;
	}

	/**
	 * Return the change of the request that creates the job.
	 * @return the change, which is applied after the other options
	 */
	public Consumer<ImportRequest.Builder> requestCustomizer() {
		return this.settings.requestCustomizer;
	}

	/**
	 * Return the file name to send to the API.
	 * @return the name, or {@code null} for the default
	 */
	public @Nullable String fileName() {
		return this.settings.fileName;
	}

	/**
	 * Return the format of the file.
	 * @return the format, or {@code null} to derive it from the file name
	 */
	public @Nullable ImportFormat format() {
		return this.settings.format;
	}

	/**
	 * Return the mapping of columns to fields.
	 * @return an {@link ImportMapping} or a body of your own, or {@code null} to map each
	 * column to the field of the same name
	 */
	public @Nullable Object mapping() {
		return this.settings.mapping;
	}

	/**
	 * Return the match key.
	 * @return the key, or {@code null} to use that of the mapping, or the object's
	 * primary key
	 */
	public @Nullable String matchKey() {
		return this.settings.matchKey;
	}

	/**
	 * Return the write mode.
	 * @return the mode, or {@code null} to use that of the mapping or of the object
	 */
	public @Nullable WriteMode writeMode() {
		return this.settings.writeMode;
	}

	/**
	 * Return how to wait for the started job.
	 * @return the timeout and the intervals
	 */
	public PollOptions<? super ImportJob> await() {
		return this.settings.await;
	}

	/**
	 * Return how long the upload may make no progress.
	 * @return the time
	 */
	public Duration stallTimeout() {
		return this.settings.stallTimeout;
	}

	/**
	 * Return how often the file may be uploaded.
	 * @return the number of uploads, at least 1
	 */
	public int maxUploads() {
		return this.settings.maxUploads;
	}

	/**
	 * Return the directory of the temporary file for records.
	 * @return the directory, or {@code null} for that of the system
	 */
	public @Nullable Path temporaryDirectory() {
		return this.settings.temporaryDirectory;
	}

	/**
	 * Return how large the temporary file for records may become.
	 * @return the size in bytes
	 */
	public long maxTemporarySize() {
		return this.settings.maxTemporarySize;
	}

	/**
	 * Return the listener for the progress of the import.
	 * @return the listener
	 */
	public Consumer<ImportProgress> progressListener() {
		return this.settings.progressListener;
	}

	/**
	 * Return how often the progress is reported while only rows and bytes change.
	 * @return the time between two reports
	 */
	public Duration progressInterval() {
		return this.settings.progressInterval;
	}

	@Override
	public String toString() {
		return "ImportOptions[objectName=" + this.settings.objectName + "]";
	}

	/**
	 * Builds {@link ImportOptions}.
	 */
	public static final class Builder {

		private final String objectName;

		private @Nullable String listName;

		private @Nullable String audienceName;

		private @Nullable String targetListId;

		private Consumer<ImportRequest.Builder> requestCustomizer = (request) -> {
		};

		private @Nullable String fileName;

		private @Nullable ImportFormat format;

		private @Nullable Object mapping;

		private @Nullable String matchKey;

		private @Nullable WriteMode writeMode;

		private PollOptions<? super ImportJob> await = PollOptions.builder().timeout(Duration.ofHours(6)).build();

		private Duration stallTimeout = Duration.ofSeconds(60);

		private int maxUploads = 3;

		private @Nullable Path temporaryDirectory;

		private long maxTemporarySize = 4L << 30;

		private Consumer<ImportProgress> progressListener = (progress) -> {
		};

		private Duration progressInterval = Duration.ofMillis(500);

		private Builder(String objectName) {
			this.objectName = objectName;
		}

		private Builder(Builder other) {
			this(other.objectName);
			this.listName = other.listName;
			this.audienceName = other.audienceName;
			this.targetListId = other.targetListId;
			this.requestCustomizer = other.requestCustomizer;
			this.fileName = other.fileName;
			this.format = other.format;
			this.mapping = other.mapping;
			this.matchKey = other.matchKey;
			this.writeMode = other.writeMode;
			this.await = other.await;
			this.stallTimeout = other.stallTimeout;
			this.maxUploads = other.maxUploads;
			this.temporaryDirectory = other.temporaryDirectory;
			this.maxTemporarySize = other.maxTemporarySize;
			this.progressListener = other.progressListener;
			this.progressInterval = other.progressInterval;
		}

		/**
		 * Create a static list of the valid rows. The list is looked up by its name after
		 * the import, see {@link ImportReport#createdList()}, which needs the scope
		 * {@code cdp:lists:read}.
		 * @param listName the name of the list; a unique one is advised (documented): if
		 * other lists have the same name, the created one is not found, see
		 * {@link ImportReport#lookUpFailure()}
		 * @return this builder
		 */
		public Builder createList(String listName) {
			this.listName = listName;
			return this;
		}

		/**
		 * Create a dynamic audience.
		 * @param audienceName the name of the audience
		 * @return this builder
		 */
		public Builder createAudience(String audienceName) {
			this.audienceName = audienceName;
			return this;
		}

		/**
		 * Add the valid rows to an existing list.
		 * @param listId the id of the list
		 * @return this builder
		 */
		public Builder targetListId(String listId) {
			this.targetListId = listId;
			return this;
		}

		/**
		 * Change the request that creates the job, for fields that this version does not
		 * know. Can be called several times; the changes are applied in their order,
		 * after the other options.
		 * @param change changes the request
		 * @return this builder
		 */
		public Builder request(Consumer<ImportRequest.Builder> change) {
			this.requestCustomizer = this.requestCustomizer.andThen(change);
			return this;
		}

		/**
		 * Set the file name to send to the API.
		 * @param fileName the name; by default that of the file, and
		 * {@code records.jsonl} for records
		 * @return this builder
		 */
		public Builder fileName(String fileName) {
			this.fileName = fileName;
			return this;
		}

		/**
		 * Set the format of a file whose name has another ending.
		 * @param format the format; by default that of the endings {@code .csv},
		 * {@code .jsonl}, {@code .ndjson} and {@code .parquet}
		 * @return this builder
		 */
		public Builder format(ImportFormat format) {
			this.format = format;
			return this;
		}

		/**
		 * Map columns to fields. By default each column is mapped to the field of the
		 * same name, without the spaces around it. The columns are those of a CSV file's
		 * header, the fields in the first 10,000,000 bytes of a JSON Lines file (see
		 * {@link ImportReport#mapping()}), or the fields of all records. A Parquet file
		 * needs a mapping. Columns of a CSV file that the mapping does not name are not
		 * imported.
		 * @param mapping the columns and their fields
		 * @return this builder
		 */
		public Builder mapping(ImportMapping mapping) {
			this.mapping = mapping;
			return this;
		}

		/**
		 * Submit a mapping with a body of your own instead of the assumed one. Neither
		 * the content of the file nor its columns are checked then.
		 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
		 * @return this builder
		 */
		public Builder mapping(Object body) {
			this.mapping = body;
			return this;
		}

		/**
		 * Set the match key of the mapping. It is not written into a mapping body of your
		 * own. A column must be mapped to the match key. Each record must have it,
		 * neither null nor blank, unless records are appended or
		 * {@link com.experiture.client.call.CallOptions#insertWithoutMatchKey()
		 * inserting} is intended: the API inserts records without a match key. The rows
		 * of files are not checked by this client; the API validates them.
		 * @param matchKey one of the object's identity keys; by default its primary key
		 * @return this builder
		 */
		public Builder matchKey(String matchKey) {
			this.matchKey = matchKey;
			return this;
		}

		/**
		 * Set the write mode of the mapping. It is not written into a mapping body of
		 * your own.
		 * @param writeMode how rows become records; by default that of the object
		 * @return this builder
		 */
		public Builder writeMode(WriteMode writeMode) {
			this.writeMode = writeMode;
			return this;
		}

		/**
		 * Set how to wait for the started job.
		 * @param wait the timeout and the intervals; 6 hours by default
		 * @return this builder
		 */
		public Builder await(PollOptions<? super ImportJob> wait) {
			this.await = wait;
			return this;
		}

		/**
		 * Set how long the upload may make no progress. Its total time is not limited.
		 * @param stallTimeout the time, 60 seconds by default
		 * @return this builder
		 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
		 */
		public Builder stallTimeout(Duration stallTimeout) {
			this.stallTimeout = DurationLimits.positive("stallTimeout", stallTimeout);
			return this;
		}

		/**
		 * Set how often the file may be uploaded. If an upload fails because its URL has
		 * expired or its connection was lost, a new job is created and the whole file is
		 * uploaded again.
		 * @param maxUploads the number of uploads, 3 by default
		 * @return this builder
		 * @throws IllegalArgumentException if it is less than 1
		 */
		public Builder maxUploads(int maxUploads) {
			if (maxUploads < 1) {
				throw new IllegalArgumentException("maxUploads must be at least 1");
			}
			this.maxUploads = maxUploads;
			return this;
		}

		/**
		 * Set the directory that records are written to before they are uploaded. Only
		 * the owner of the process can read the file. It is deleted at the end of the
		 * import, even if that fails, unless the process ends before.
		 * @param directory an existing directory; by default that of the system
		 * @return this builder
		 */
		public Builder temporaryDirectory(Path directory) {
			this.temporaryDirectory = directory;
			return this;
		}

		/**
		 * Set how large the temporary file for records may become.
		 * @param bytes the size in bytes, 4 GiB by default; if the records need more, the
		 * import fails before anything is sent
		 * @return this builder
		 * @throws IllegalArgumentException if it is less than 1
		 */
		public Builder maxTemporarySize(long bytes) {
			if (bytes < 1) {
				throw new IllegalArgumentException("maxTemporarySize must be at least 1");
			}
			this.maxTemporarySize = bytes;
			return this;
		}

		/**
		 * Set a listener for the progress of the import. It is called at each phase, at
		 * each change of the job's state, and at a regular interval, see
		 * {@link #progressInterval}; on the threads of the import, one call at a time. It
		 * must not block. Exceptions that it throws are logged and do not affect the
		 * import.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder onProgress(Consumer<ImportProgress> listener) {
			this.progressListener = listener;
			return this;
		}

		/**
		 * Set how often the progress is reported while only rows and bytes change.
		 * @param interval the time between two reports, 500 ms by default
		 * @return this builder
		 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
		 */
		public Builder progressInterval(Duration interval) {
			this.progressInterval = DurationLimits.positive("progressInterval", interval);
			return this;
		}

		/**
		 * Build the options. They are checked when they are used.
		 * @return the options
		 */
		public ImportOptions build() {
			return new ImportOptions(new Builder(this));
		}

	}

}
