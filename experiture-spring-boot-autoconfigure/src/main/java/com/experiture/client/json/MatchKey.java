package com.experiture.client.json;

import java.nio.charset.StandardCharsets;

import tools.jackson.core.io.JsonStringEncoder;

/**
 * Finds the value of the match key in a record that is written already, whatever type the
 * record had.
 */
final class MatchKey {

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private final String name;

	private final byte[] pattern;

	MatchKey(String name) {
		this.name = name;
		String quoted = new String(JsonStringEncoder.getInstance().quoteAsCharArray(name));
		this.pattern = ("\"" + quoted + "\":").getBytes(StandardCharsets.UTF_8);
	}

	String name() {
		return this.name;
	}

	/**
	 * Return a hash of the value, which tells records with different keys apart.
	 * @return the hash, or 0 where the record has no such member, or a null
	 */
	long hash(byte[] json, int start, int end) {
		int value = find(json, start, end);
		if (value < 0 || json[value] == 'n') {
			return 0;
		}
		int valueEnd = (json[value] == '"') ? afterText(json, value, end) : afterNumber(json, value, end);
		long hash = FNV_OFFSET;
		for (int i = value; i < valueEnd; i++) {
			hash = (hash ^ json[i]) * FNV_PRIME;
		}
		return (hash != 0) ? hash : 1;
	}

	private int find(byte[] json, int start, int end) {
		int depth = 0;
		int i = start;
		while (i < end) {
			byte b = json[i];
			if (b == '"') {
				if (depth == 1 && startsWith(json, i, end)) {
					return i + this.pattern.length;
				}
				i = afterText(json, i, end);
				continue;
			}
			if (b == '{' || b == '[') {
				depth++;
			}
			else if (b == '}' || b == ']') {
				depth--;
			}
			i++;
		}
		return -1;
	}

	// The colon tells a name from a value: a quote in a text is written with a backslash.
	private boolean startsWith(byte[] json, int at, int end) {
		if (at + this.pattern.length >= end) {
			return false;
		}
		for (int i = 0; i < this.pattern.length; i++) {
			if (json[at + i] != this.pattern[i]) {
				return false;
			}
		}
		return true;
	}

	private static int afterNumber(byte[] json, int start, int end) {
		int i = start;
		while (i < end && json[i] != ',' && json[i] != '}') {
			i++;
		}
		return i;
	}

	private static int afterText(byte[] json, int quote, int end) {
		int i = quote + 1;
		while (i < end && json[i] != '"') {
			i += (json[i] == '\\') ? 2 : 1;
		}
		return i + 1;
	}

}
