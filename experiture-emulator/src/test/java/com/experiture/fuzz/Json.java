package com.experiture.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON text that can be made invalid: a property can occur twice, and a value can be
 * any text.
 */
final class Json {

	private final Kind kind;

	private final String text;

	private final List<String> names = new ArrayList<>();

	private final List<Json> children = new ArrayList<>();

	private Json(Kind kind, String text) {
		this.kind = kind;
		this.text = text;
	}

	/**
	 * Parse valid JSON.
	 * @param text the JSON, with single quotes in place of double quotes
	 */
	static Json parse(String text) {
		return of(JsonMapper.shared().readTree(text.replace('\'', '"')));
	}

	/**
	 * Return a value that is written without quotes and escaping.
	 */
	static Json raw(String text) {
		return new Json(Kind.RAW, text);
	}

	static Json string(String value) {
		return raw(quoted(value));
	}

	/**
	 * Return a valid JSON string.
	 */
	static String quoted(String value) {
		StringBuilder text = new StringBuilder(value.length() + 2).append('"');
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '"' || c == '\\') {
				text.append('\\').append(c);
			}
			else if (c < ' ' || c > '~') {
				text.append(String.format("\\u%04x", (int) c));
			}
			else {
				text.append(c);
			}
		}
		return text.append('"').toString();
	}

	private static Json of(JsonNode node) {
		if (node.isObject()) {
			Json object = new Json(Kind.OBJECT, "");
			node.forEachEntry((name, value) -> object.add(quoted(name), of(value)));
			return object;
		}
		if (node.isArray()) {
			Json array = new Json(Kind.ARRAY, "");
			node.forEach((value) -> array.add("", of(value)));
			return array;
		}
		return raw(node.toString());
	}

	boolean isObject() {
		return this.kind == Kind.OBJECT;
	}

	boolean isArray() {
		return this.kind == Kind.ARRAY;
	}

	boolean isNumber() {
		return this.kind == Kind.RAW && !this.text.isEmpty() && Character.isDigit(this.text.charAt(0));
	}

	/**
	 * Return the position of the first child of a type.
	 * @return the index, or -1
	 */
	int indexOf(Predicate<Json> kind) {
		for (int i = 0; i < this.children.size(); i++) {
			if (kind.test(this.children.get(i))) {
				return i;
			}
		}
		return -1;
	}

	int size() {
		return this.children.size();
	}

	Json add(String rawName, Json value) {
		this.names.add(rawName);
		this.children.add(value);
		return this;
	}

	Json child(int index) {
		return this.children.get(index);
	}

	void replace(int index, Json value) {
		this.children.set(index, value);
	}

	void rename(int index, String rawName) {
		this.names.set(index, rawName);
	}

	String name(int index) {
		return this.names.get(index);
	}

	void remove(int index) {
		this.names.remove(index);
		this.children.remove(index);
	}

	void moveToEnd(int index) {
		add(this.names.get(index), this.children.get(index));
		remove(index);
	}

	/**
	 * Return the position of a property.
	 * @return the index, or -1
	 */
	int indexOf(String name) {
		return this.names.indexOf(quoted(name));
	}

	/**
	 * Set a property of an object.
	 */
	void set(String name, Json value) {
		int index = indexOf(name);
		if (index >= 0) {
			replace(index, value);
		}
		else {
			add(quoted(name), value);
		}
	}

	/**
	 * Return all objects and arrays that have a child, including this one.
	 */
	List<Json> parents() {
		List<Json> parents = new ArrayList<>();
		collectParents(parents);
		return parents;
	}

	private void collectParents(List<Json> parents) {
		if (!this.children.isEmpty()) {
			parents.add(this);
			this.children.forEach((child) -> child.collectParents(parents));
		}
	}

	@Override
	public String toString() {
		StringBuilder out = new StringBuilder();
		write(out);
		return out.toString();
	}

	private void write(StringBuilder out) {
		if (this.kind == Kind.RAW) {
			out.append(this.text);
			return;
		}
		out.append(isObject() ? '{' : '[');
		for (int i = 0; i < this.children.size(); i++) {
			if (i > 0) {
				out.append(',');
			}
			if (isObject()) {
				out.append(this.names.get(i)).append(':');
			}
			this.children.get(i).write(out);
		}
		out.append(isObject() ? '}' : ']');
	}

	private enum Kind {

		OBJECT, ARRAY, RAW

	}

}
