package com.experiture.client.internal.pipeline;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.Operation;
import com.experiture.client.connection.SecureUris;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.encoding.EncodedBody;
import com.experiture.client.internal.exchange.PreparedRequest;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RequestLimits;

/**
 * Checks and encodes a request once, for all attempts.
 */
final class RequestPreparation {

	private final URI baseUrl;

	private final ExperitureJson json;

	private final Map<Endpoint, UriTemplate> templates = new ConcurrentHashMap<>();

	RequestPreparation(URI baseUrl, ExperitureJson json) {
		this.baseUrl = baseUrl;
		this.json = json;
	}

	/**
	 * Prepare a request.
	 * @throws InvalidField if the request breaks a rule
	 */
	PreparedRequest prepare(ApiRequest<?> request) {
		request.check().run();
		return new PreparedRequest(uri(request), body(request), request.type(), request.raw());
	}

	private URI uri(ApiRequest<?> request) {
		URI uri = template(request.operation()).expand(request.pathVariables(), request.query());
		if (request.address() == null) {
			return uri;
		}
		String problem = SecureUris.transportProblem(request.address());
		// This client's own caution: the token must not leave over an unprotected
		// connection.
		InvalidField.unless(problem == null, "address", String.valueOf(problem));
		return request.address();
	}

	private UriTemplate template(Operation operation) {
		return (operation instanceof Endpoint endpoint)
				? this.templates.computeIfAbsent(endpoint, (known) -> new UriTemplate(this.baseUrl, known.path()))
				: new UriTemplate(this.baseUrl, operation.path());
	}

	private @Nullable EncodedBody body(ApiRequest<?> request) {
		if (request.body() == null) {
			return null;
		}
		EncodedBody body = RequestBody.ofValue(request.body()).write(this.json);
		// Documented.
		InvalidField.unless(body.length() <= RequestLimits.MAX_BODY_SIZE, "body", "is " + body.length()
				+ " bytes long, the API accepts at most " + RequestLimits.MAX_BODY_SIZE + "; send smaller batches");
		return body;
	}

}
