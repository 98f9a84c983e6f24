package com.experiture.fuzz;

import java.util.List;
import java.util.function.BiConsumer;

import com.experiture.fuzz.Mutation.Stage;

/**
 * Mutations of the values, names and shape of a JSON body.
 */
final class JsonMutations {

	static final List<Mutation> ALL = List.of(json("type", JsonMutations::type), json("type", JsonMutations::type),
			json("number", JsonMutations::number), json("number", JsonMutations::number),
			json("number", JsonMutations::number), json("number", JsonMutations::number),
			json("text", JsonMutations::text), json("text", JsonMutations::text), json("name", JsonMutations::name),
			json("duplicate", JsonMutations::duplicate), json("remove", JsonMutations::remove),
			json("unknown", JsonMutations::unknown), json("nest", JsonMutations::nest),
			json("repeat", JsonMutations::repeat), json("success", JsonMutations::success),
			json("data", JsonMutations::data), json("envelope", JsonMutations::envelope),
			json("error", JsonMutations::error), json("error", JsonMutations::error),
			json("order", JsonMutations::order));

	private static final List<String> VALUES = List.of("null", "true", "false", "0", "-1", "1.5", "\"\"", "\"true\"",
			"\"12\"", "{}", "[]", "[[]]", "[null]", "{\"\":null}", "{\"id\":{\"id\":1}}", "[{},[],\"\",0,null]");

	private static final List<String> NUMBERS = List.of("9223372036854775807", "9223372036854775808",
			"-9223372036854775809", "18446744073709551616", "2147483648", "1e400", "-1e400", "1E-400", "1e999999999",
			"-1e-999999999", "1e2147483648", "1e99999999999", "1e1000000", "0." + "0".repeat(400) + "1",
			"9".repeat(400), "-" + "9".repeat(400), "9".repeat(5000), "1." + "3".repeat(1500), "9".repeat(900) + ".5",
			"1e19", "123456789012345678901234567890", "-0", "-0.0", "1e0", "NaN", "Infinity", "-Infinity", "007", "1.",
			".5", "+1", "0x10", "1e", "--1", "1_000", "1e+308", "253402300800", "31556889864403200", "1e18");

	// More than 64 bits.
	private static final List<String> INTEGERS = List.of("9223372036854775808", "-9223372036854775809",
			"18446744073709551616", "123456789012345678901234567890", "9".repeat(400));

	private JsonMutations() {
	}

	private static Mutation json(String name, BiConsumer<Draft, Choices> change) {
		return new Mutation(name, Stage.JSON, change);
	}

	private static void type(Draft draft, Choices choices) {
		at(draft, choices, Json.raw(choices.of(VALUES)));
	}

	// Mostly at positions of numbers, because only these are read as numbers.
	private static void number(Draft draft, Choices choices) {
		String number = choices.of(choices.percent(40) ? INTEGERS : NUMBERS);
		Json value = Json.raw(choices.percent(15) ? "\"" + number + "\"" : number);
		List<Json> parents = draft.json.parents().stream().filter((json) -> json.indexOf(Json::isNumber) >= 0).toList();
		if (parents.isEmpty() || choices.percent(30)) {
			at(draft, choices, value);
			return;
		}
		Json parent = choices.of(parents);
		int index = choices.below(parent.size());
		parent.replace(parent.child(index).isNumber() ? index : parent.indexOf(Json::isNumber), value);
	}

	private static void text(Draft draft, Choices choices) {
		at(draft, choices, text(choices));
	}

	static Json text(Choices choices) {
		String text = HostileText.any(choices);
		return choices.percent(10) ? Json.raw("\"" + text.replace("\"", "\\\"") + "\"") : Json.string(text);
	}

	private static void name(Draft draft, Choices choices) {
		List<Json> objects = draft.json.parents().stream().filter(Json::isObject).toList();
		if (!objects.isEmpty()) {
			Json object = choices.of(objects);
			touched(draft, object);
			object.rename(choices.below(object.size()), Json.quoted(HostileText.any(choices)));
		}
	}

	private static void duplicate(Draft draft, Choices choices) {
		List<Json> objects = draft.json.parents().stream().filter(Json::isObject).toList();
		if (!objects.isEmpty()) {
			Json object = choices.of(objects);
			int index = choices.below(object.size());
			touched(draft, object);
			Json value = choices.percent(50) ? object.child(index) : Json.raw(choices.of(VALUES));
			for (int i = choices.of(1, 1, 2, 100); i > 0; i--) {
				object.add(object.name(index), value);
			}
		}
	}

	private static void remove(Draft draft, Choices choices) {
		List<Json> parents = draft.json.parents();
		if (!parents.isEmpty()) {
			Json parent = choices.of(parents);
			touched(draft, parent);
			parent.remove(choices.below(parent.size()));
		}
	}

	// The client keeps unknown fields, but never prints them.
	private static void unknown(Draft draft, Choices choices) {
		List<Json> objects = draft.json.parents().stream().filter(Json::isObject).toList();
		if (!objects.isEmpty()) {
			Json value = choices.of(Json.string(HostileText.RECORD), text(choices),
					Json.parse("{'email':'mallory4711@leak.example','x':['" + HostileText.RECORD + "']}"),
					Json.raw(choices.of(NUMBERS)));
			choices.of(objects).add(Json.quoted(choices.of("tomorrow", "__proto__", "", HostileText.RECORD)), value);
		}
	}

	private static void nest(Draft draft, Choices choices) {
		int depth = choices.of(10, 490, 501, 999, 1001, 5000, 50_000);
		String open = choices.of("[", "{\"a\":");
		String close = open.equals("[") ? "]" : "}";
		String inner = choices.of("1", "", "null").replaceFirst("^$", open.equals("[") ? "" : "0");
		at(draft, choices,
				Json.raw(open.repeat(depth) + inner + close.repeat(choices.percent(80) ? depth : depth / 2)));
	}

	private static void repeat(Draft draft, Choices choices) {
		List<Json> arrays = draft.json.parents().stream().filter(Json::isArray).toList();
		if (arrays.isEmpty()) {
			String item = choices.of("{}", "[]", "null", "0", "\"\"", "{\"a\":{}}");
			at(draft, choices, Json.raw("[" + (item + ",").repeat(choices.of(10, 1000, 30_000)) + item + "]"));
			return;
		}
		Json array = choices.of(arrays);
		Json item = choices.percent(70) ? array.child(0) : Json.raw(choices.of(VALUES));
		for (int i = choices.of(1, 100, 1500); i > 0; i--) {
			array.add("", item);
		}
	}

	private static void success(Draft draft, Choices choices) {
		draft.refusal = true;
		if (draft.json.isObject()) {
			if (choices.percent(15)) {
				int index = draft.json.indexOf("success");
				if (index >= 0) {
					draft.json.remove(index);
				}
				return;
			}
			draft.json.set("success", Json.raw(choices.of("true", "false", "false", "null", "\"true\"", "\"false\"",
					"1", "0", "[]", "{}", "TRUE")));
		}
	}

	private static void data(Draft draft, Choices choices) {
		if (draft.json.isObject()) {
			draft.json.set("data", choices.of(Json.raw(choices.of(VALUES)), Json.raw(choices.of(NUMBERS)),
					text(choices), Json.string(HostileText.RECORD)));
		}
	}

	// Fields next to the data, and the pagination.
	private static void envelope(Draft draft, Choices choices) {
		if (!draft.json.isObject()) {
			return;
		}
		Json value = choices.of(Json.raw(choices.of(VALUES)), Json.raw(choices.of(NUMBERS)), text(choices));
		switch (choices.below(4)) {
			case 0, 1 -> draft.json.set("correlationId", value);
			case 2 -> draft.json.set("pagination",
					choices.percent(50) ? value : Json.parse("{'total':9,'limit':1,'offset':0}"));
			default -> {
				String field = choices.of("total", "limit", "offset", "page", "pageSize", "items");
				draft.json.parents()
					.stream()
					.filter((json) -> json.indexOf(field) >= 0)
					.forEach((json) -> json.set(field, value));
			}
		}
	}

	private static void error(Draft draft, Choices choices) {
		if (!draft.json.isObject()) {
			return;
		}
		if (choices.percent(15)) {
			draft.json.set("error",
					choices.of(Json.raw(choices.of(VALUES)), Json.raw(choices.of(NUMBERS)), text(choices)));
			return;
		}
		Json error = Json.parse("{'code':'CDP_ETL.VALIDATION.REQUEST_INVALID','message':'Invalid'}");
		error.set("code",
				choices.of(Json.string(HostileText.code(choices)), text(choices), Json.raw(choices.of(VALUES))));
		error.set("message",
				choices.of(text(choices), Json.string(HostileText.any(choices)), Json.raw(choices.of(VALUES))));
		error.set("details", details(choices));
		error.set("remediation", remediation(choices));
		draft.json.set("error", error);
	}

	private static Json details(Choices choices) {
		if (choices.percent(20)) {
			return choices.of(Json.raw(choices.of(VALUES)), text(choices), Json.raw(choices.of(NUMBERS)));
		}
		Json details = Json.parse("{'path':'records[2].email','value':'" + HostileText.RECORD + "'}");
		if (choices.percent(60)) {
			details.set("path", choices.of(text(choices), Json.raw(choices.of(VALUES))));
		}
		if (choices.percent(40)) {
			details.set("value", choices.of(text(choices), Json.raw(choices.of(VALUES)), Json.raw(choices.of(NUMBERS)),
					Json.parse("{'email':'" + HostileText.RECORD + "'}")));
		}
		return details;
	}

	private static Json remediation(Choices choices) {
		return switch (choices.below(4)) {
			case 0 -> text(choices);
			case 1 -> Json.raw(choices.of(VALUES));
			case 2 -> Json.parse("[{'type':'link','label':'x','href':'https://leak.example'}]");
			default -> {
				Json links = Json.parse("[]");
				for (int i = choices.of(1, 3, 500); i > 0; i--) {
					links.add("", Json.parse("{}").add("\"label\"", text(choices)));
				}
				yield links;
			}
		};
	}

	private static void order(Draft draft, Choices choices) {
		List<Json> parents = draft.json.parents();
		if (!parents.isEmpty()) {
			Json parent = choices.of(parents);
			parent.moveToEnd(choices.below(parent.size()));
		}
	}

	private static void at(Draft draft, Choices choices, Json value) {
		List<Json> parents = draft.json.parents();
		if (parents.isEmpty() || choices.percent(3)) {
			draft.refusal = true;
			draft.json = value;
			return;
		}
		Json parent = choices.of(parents);
		touched(draft, parent);
		parent.replace(choices.below(parent.size()), value);
	}

	// The envelope states whether the request was rejected.
	private static void touched(Draft draft, Json parent) {
		draft.refusal |= parent == draft.json;
	}

}
