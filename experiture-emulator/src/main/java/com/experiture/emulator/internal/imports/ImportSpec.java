package com.experiture.emulator.internal.imports;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.BodyReader;

/**
 * What an import job was created with.
 *
 * @param objectName the object to import into
 * @param fileName the file's name, whose ending is that of its format
 * @param fileSize the file's exact size in bytes
 * @param contacts where the contact keys of the valid rows go
 */
record ImportSpec(String objectName, String fileName, long fileSize, Contacts contacts) {

	static ImportSpec read(BodyReader body) {
		String fileName = body.text("fileName", 0, Integer.MAX_VALUE);
		String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		if (!ending.matches("csv|jsonl|ndjson|parquet")) {
			throw BeyondDocumentation.FILE_NAME
				.mark(ApiProblem.invalid("The file must be CSV, JSONL or Parquet", "fileName", fileName));
		}
		if (!body.has("fileSize")) {
			throw ApiProblem.invalid("A field is missing", "fileSize");
		}
		long fileSize = body.number("fileSize", 0, 0, Long.MAX_VALUE);
		if (fileSize == 0) {
			throw BeyondDocumentation.FILE_SIZE.mark(ApiProblem.invalid("The file is empty", "fileSize", fileSize));
		}
		return new ImportSpec(body.text("objectName", 1, 255), fileName, fileSize,
				new Contacts(named(body, "createList", "listName"), named(body, "createAudience", "audienceName"),
						body.optionalText("targetListId")));
	}

	boolean csv() {
		return this.fileName.toLowerCase(Locale.ROOT).endsWith(".csv");
	}

	boolean parquet() {
		return this.fileName.toLowerCase(Locale.ROOT).endsWith(".parquet");
	}

	private static @Nullable String named(BodyReader body, String flag, String name) {
		if (!body.flag(flag)) {
			return null;
		}
		body.text(name, 0, Integer.MAX_VALUE);
		return body.assumed(BeyondDocumentation.NAME_OF_IMPORT).text(name, 1, 200);
	}

	/**
	 * Where the contact keys of the valid rows go.
	 *
	 * @param listName the name of the static list to create, if there is one
	 * @param audienceName the name of the audience to create, if there is one
	 * @param targetListId the existing list to add them to, if there is one
	 */
	record Contacts(@Nullable String listName, @Nullable String audienceName, @Nullable String targetListId) {
	}

}
