package com.experiture.client.contract;

import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as JSON is read: no types but those of JSON, no recursion, and an upper
 * limit of nodes, since a short text with aliases can stand for a tree without end. Apart
 * from {@link DocumentReader}, which works without SnakeYAML.
 */
final class YamlReader {

	private static final int MAX_DEPTH = 200;

	private static final int MAX_ALIASES = 10_000;

	private static final int MAX_NODES = 2_000_000;

	private int nodes;

	static JsonNode read(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(DocumentReader.MAX_CHARACTERS);
		options.setNestingDepthLimit(MAX_DEPTH);
		options.setMaxAliasesForCollections(MAX_ALIASES);
		try {
			DumperOptions dumper = new DumperOptions();
			Object tree = new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options,
					new JsonTypes())
				.load(text);
			return new YamlReader().convert(tree, 0);
		}
		catch (MarkedYAMLException ex) {
			String place = (ex.getProblemMark() != null) ? ", at line " + (ex.getProblemMark().getLine() + 1)
					+ ", column " + (ex.getProblemMark().getColumn() + 1) : "";
			throw new UnreadableContractException(
					"The OpenAPI document is neither JSON nor YAML that can be read" + place, ex);
		}
		catch (YAMLException ex) {
			throw new UnreadableContractException("The OpenAPI document is neither JSON nor YAML that can be read", ex);
		}
	}

	private JsonNode convert(@Nullable Object value, int depth) {
		if (depth > MAX_DEPTH || ++this.nodes > MAX_NODES) {
			throw new UnreadableContractException(
					"The OpenAPI document refers to itself by aliases, is nested more than " + MAX_DEPTH
							+ " levels deep, or has more than " + MAX_NODES / 1_000_000 + " million nodes");
		}
		JsonNodeFactory factory = JsonNodeFactory.instance;
		if (value instanceof Map<?, ?> map) {
			ObjectNode object = factory.objectNode();
			map.forEach((key, entry) -> object.set(String.valueOf(key), convert(entry, depth + 1)));
			return object;
		}
		if (value instanceof Iterable<?> items) {
			ArrayNode array = factory.arrayNode();
			items.forEach((item) -> array.add(convert(item, depth + 1)));
			return array;
		}
		if (value == null) {
			return factory.nullNode();
		}
		if (value instanceof Boolean bool) {
			return factory.booleanNode(bool);
		}
		if (value instanceof Integer || value instanceof Long) {
			return factory.numberNode(((Number) value).longValue());
		}
		if (value instanceof Double number) {
			return factory.numberNode(number);
		}
		return factory.stringNode(value.toString());
	}

	/**
	 * The scalars of JSON: in YAML 1.1 {@code on} is a boolean and {@code 2026-04-21} a
	 * date.
	 */
	private static final class JsonTypes extends Resolver {

		@Override
		protected void addImplicitResolvers() {
			addImplicitResolver(Tag.BOOL, Pattern.compile("^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF");
			addImplicitResolver(Tag.INT, Pattern.compile("^[-+]?(?:0|[1-9][0-9]*)$"), "-+0123456789");
			addImplicitResolver(Tag.FLOAT,
					Pattern.compile("^[-+]?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$"), "-+0123456789");
			addImplicitResolver(Tag.MERGE, Pattern.compile("^(?:<<)$"), "<");
			addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|Null|NULL| )$"), "~nN\0");
			addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
		}

	}

}
