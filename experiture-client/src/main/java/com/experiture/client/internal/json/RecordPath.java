package com.experiture.client.internal.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the record of a batch that a path of the API refers to, such as {@code
 * records[2].email}. The form of paths is not documented.
 */
public final class RecordPath {

	private static final Pattern PATH = Pattern
		.compile("[#$]?[./]{0,2}(?:(?:body|data|payload)[./])?(?:(?:records?|rows?|items?)\\W{0,2}|\\[|/)"
				+ "(\\d{1,5})(?!\\w)\\]?[./]?(.*)", Pattern.DOTALL);

	private final int position;

	private final @Nullable String field;

	private RecordPath(int position, @Nullable String field) {
		this.position = position;
		this.field = field;
	}

	/**
	 * Read a path.
	 * @param path the path, or {@code null}
	 * @return the record, or {@code null} if the path does not refer to a record
	 */
	public static @Nullable RecordPath of(@Nullable String path) {
		Matcher matcher = PATH.matcher((path != null) ? path : "");
		return matcher.matches() ? new RecordPath(Integer.parseInt(matcher.group(1)),
				matcher.group(2).isEmpty() ? null : matcher.group(2)) : null;
	}

	/**
	 * Return the part of a path within its record.
	 * @param path the path, or {@code null}
	 * @return the rest of a path that refers to a record, {@code null} if there is none;
	 * any other path unchanged
	 */
	public static @Nullable String withinRecord(@Nullable String path) {
		RecordPath record = of(path);
		return (record == null) ? path : record.field;
	}

	/**
	 * Return the position of the record.
	 * @return the position, from 0
	 */
	public int position() {
		return this.position;
	}

}
