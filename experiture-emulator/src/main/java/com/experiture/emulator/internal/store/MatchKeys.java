package com.experiture.emulator.internal.store;

import java.util.List;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.BodyReader;

/**
 * Reads the match key of a request.
 */
public final class MatchKeys {

	private MatchKeys() {
	}

	/**
	 * Read the match key of an upsert.
	 * @param body the body, which can name an identity key
	 * @param schema the schema of the object
	 * @return the identity key that is named, or else the primary key
	 * @throws ApiProblem if the body names another field, or if there is no primary key
	 */
	public static String read(BodyReader body, StoredSchema schema) {
		List<String> keys = schema.identityKeys();
		String matchKey = body.optionalText("matchKey", 1, 255);
		if (matchKey != null && !keys.contains(matchKey)) {
			throw ApiProblem.invalid("The match key must be an identity key of the object", "matchKey", matchKey);
		}
		if (matchKey == null && keys.isEmpty()) {
			throw BeyondDocumentation.NO_PRIMARY_KEY
				.mark(ApiProblem.invalid("The object has no key to match by", "matchKey"));
		}
		return (matchKey != null) ? matchKey : keys.get(0);
	}

}
