package com.experiture.emulator.internal.campaigns;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.BodyReader;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * Reads the audiences that are bound to a campaign.
 */
final class AudienceBinding {

	private static final int MAX_REFERENCES = 25;

	private AudienceBinding() {
	}

	static JsonObject read(BodyReader body) {
		body.only("include", "exclude");
		return new JsonObject().with("include", references(body, "include", 1))
			.with("exclude", references(body, "exclude", 0));
	}

	private static List<JsonObject> references(BodyReader body, String name, int minimum) {
		List<?> entries = body.list(name, minimum, MAX_REFERENCES);
		List<JsonObject> references = new ArrayList<>();
		for (int i = 0; i < entries.size(); i++) {
			BodyReader entry = body.nested(entries.get(i), body.path(name) + "[" + i + "]").only("audienceId", "type");
			references.add(new JsonObject().with("audienceId", uuid(entry, "audienceId"))
				.with("type", new EnumText(entry.oneOf("type", "audience", "segment"))));
		}
		return references;
	}

	private static String uuid(BodyReader body, String name) {
		String text = body.text(name, 36, 36);
		try {
			return UUID.fromString(text).toString();
		}
		catch (IllegalArgumentException ex) {
			throw ApiProblem.invalid("Must be a UUID", body.path(name), text);
		}
	}

}
