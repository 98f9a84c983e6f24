package com.experiture.client.imports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import org.jspecify.annotations.Nullable;

/**
 * The file to import and how to import its rows (documented; more fields exist).
 *
 * @param objectName the object to import into, such as {@code profiles}
 * @param fileName the name of the file; CSV, JSONL and Parquet are imported
 * @param fileSize the size of the file in bytes, more than 0
 * @param createList whether to create a static list of the valid rows
 * @param listName the name of that list; a unique one is advised (documented), since the
 * list is found by it
 * @param createAudience whether to create a dynamic audience
 * @param audienceName the name of that audience
 * @param targetListId an existing list to add the valid rows to instead of creating one
 * @param additionalProperties fields that this version does not know
 */
public record ImportRequest(String objectName, String fileName, long fileSize, @Nullable Boolean createList,
		@Nullable String listName, @Nullable Boolean createAudience, @Nullable String audienceName,
		@Nullable String targetListId, @JsonAnyGetter Map<String, Object> additionalProperties) {

	/**
	 * Create a request.
	 */
	public ImportRequest {
		additionalProperties = Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
	}

	/**
	 * Start building a request.
	 * @param objectName the object to import into, such as {@code profiles}
	 * @param fileName the name of the file; CSV, JSONL and Parquet are imported
	 * @param fileSize the size of the file in bytes, more than 0
	 * @return a builder
	 */
	public static Builder builder(String objectName, String fileName, long fileSize) {
		return new Builder(objectName, fileName, fileSize);
	}

	@Override
	public String toString() {
		return "ImportRequest[objectName=" + this.objectName + ", fileName=" + this.fileName + ", fileSize="
				+ this.fileSize + "]";
	}

	/**
	 * Builds {@link ImportRequest}.
	 */
	public static final class Builder {

		private final String objectName;

		private final String fileName;

		private final long fileSize;

		private final Map<String, Object> additionalProperties = new LinkedHashMap<>();

		private @Nullable String listName;

		private @Nullable String audienceName;

		private @Nullable String targetListId;

		private Builder(String objectName, String fileName, long fileSize) {
			this.objectName = objectName;
			this.fileName = fileName;
			this.fileSize = fileSize;
		}

		/**
		 * Make a static list of the valid rows.
		 * @param listName its name, unique if possible: it is the way to find the list
		 * afterwards, see
		 * {@link com.experiture.client.lists.ListsClient#findByName(String)}
		 * @return this builder
		 */
		public Builder createList(String listName) {
			this.listName = listName;
			return this;
		}

		/**
		 * Make a dynamic audience.
		 * @param audienceName its name
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
		 * Set a field that this version does not know.
		 * @param name the name of the field
		 * @param value its value
		 * @return this builder
		 */
		public Builder additionalProperty(String name, Object value) {
			this.additionalProperties.put(name, value);
			return this;
		}

		/**
		 * Build the request. It is checked when it is sent.
		 * @return the request
		 */
		public ImportRequest build() {
			return new ImportRequest(this.objectName, this.fileName, this.fileSize, flag(this.listName), this.listName,
					flag(this.audienceName), this.audienceName, this.targetListId, this.additionalProperties);
		}

		private static @Nullable Boolean flag(@Nullable String name) {
			return (name != null) ? Boolean.TRUE : null;
		}

	}

}
