package com.experiture.client.imports;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.PollOptions;

/**
 * How a file or records are imported. Immutable; only the object has no default.
 */
public final class ImportOptions {

	private final ImportOptionsBuilder settings;

	ImportOptions(ImportOptionsBuilder settings) {
		this.settings = settings;
	}

	/**
	 * Start with the defaults.
	 * @param objectName the object to import into, such as {@code profiles}
	 * @return a builder
	 */
	public static ImportOptionsBuilder builder(String objectName) {
		return new ImportOptionsBuilder(objectName);
	}

	public ImportRequest request(String fileName, long fileSize) {
		ImportRequest.Builder request = ImportRequest.builder(this.settings.objectName, fileName, fileSize);
		this.settings.request.accept(request);
		return request.build().checked();
	}

	public String objectName() {
		return this.settings.objectName;
	}

	public @Nullable String listName() {
		return this.settings.listName;
	}

	public @Nullable String fileName() {
		return this.settings.fileName;
	}

	public @Nullable ImportFormat format() {
		return this.settings.format;
	}

	public @Nullable Object mapping() {
		return this.settings.mapping;
	}

	public ImportMapping completed(ImportMapping mapping) {
		return this.settings.mappingChanges.apply(mapping).checked();
	}

	/**
	 * Return the members of which each record must have one, since the rows are merged by
	 * it; none where that is not known.
	 */
	public Set<String> keyMembers() {
		Object given = this.settings.mapping;
		if (given == null) {
			ImportMapping changes = this.settings.mappingChanges.apply(ImportMapping.ofSameNames(List.of()));
			String key = changes.mergedBy();
			return (key != null) ? Set.of(key) : Set.of();
		}
		return (given instanceof ImportMapping mapping) ? this.settings.mappingChanges.apply(mapping).keyColumns()
				: Set.of();
	}

	public PollOptions<? super ImportJob> await() {
		return this.settings.await;
	}

	public Duration stallTimeout() {
		return this.settings.stallTimeout;
	}

	public int maxUploads() {
		return this.settings.maxUploads;
	}

	public @Nullable Path temporaryDirectory() {
		return this.settings.temporaryDirectory;
	}

	public long maxTemporarySize() {
		return this.settings.maxTemporarySize;
	}

	public Consumer<ImportProgress> listener() {
		return this.settings.listener;
	}

	public Duration progressInterval() {
		return this.settings.progressInterval;
	}

	@Override
	public String toString() {
		return "ImportOptions[objectName=" + this.settings.objectName + "]";
	}

}
