package com.experiture.client.imports;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.experiture.client.http.JobWait;

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

	ImportRequest request(String fileName, long fileSize) {
		ImportRequest.Builder request = ImportRequest.builder(this.settings.objectName, fileName, fileSize);
		this.settings.request.accept(request);
		return request.build().checked();
	}

	String objectName() {
		return this.settings.objectName;
	}

	@Nullable String listName() {
		return this.settings.listName;
	}

	@Nullable String fileName() {
		return this.settings.fileName;
	}

	@Nullable ImportFormat format() {
		return this.settings.format;
	}

	@Nullable Object mapping() {
		return this.settings.mapping;
	}

	ImportMapping completed(ImportMapping mapping) {
		return this.settings.mappingChanges.apply(mapping).checked();
	}

	/**
	 * Return the members of which each record must have one, since the rows are merged by
	 * it; none where that is not known.
	 */
	Set<String> keyMembers() {
		Object given = this.settings.mapping;
		if (given == null) {
			ImportMapping changes = this.settings.mappingChanges.apply(ImportMapping.ofSameNames(List.of()));
			String key = changes.mergedBy();
			return (key != null) ? Set.of(key) : Set.of();
		}
		return (given instanceof ImportMapping mapping) ? this.settings.mappingChanges.apply(mapping).keyColumns()
				: Set.of();
	}

	JobWait<? super ImportJob> await() {
		return this.settings.await;
	}

	Duration stallTimeout() {
		return this.settings.stallTimeout;
	}

	int maxUploads() {
		return this.settings.maxUploads;
	}

	@Nullable Path temporaryDirectory() {
		return this.settings.temporaryDirectory;
	}

	long maxTemporarySize() {
		return this.settings.maxTemporarySize;
	}

	Consumer<ImportProgress> listener() {
		return this.settings.listener;
	}

	Duration progressInterval() {
		return this.settings.progressInterval;
	}

	@Override
	public String toString() {
		return "ImportOptions[objectName=" + this.settings.objectName + "]";
	}

}
