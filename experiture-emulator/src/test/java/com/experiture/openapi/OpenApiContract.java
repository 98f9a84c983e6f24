package com.experiture.openapi;

import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.ApiOperation;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;

import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Checks an HTTP exchange against {@code docs/openapi.yaml} of this repository.
 */
public final class OpenApiContract {

	private final OpenApiInteractionValidator validator;

	private OpenApiContract(OpenApiInteractionValidator validator) {
		this.validator = validator;
	}

	/**
	 * Load the document of this repository.
	 * @return the contract
	 */
	public static OpenApiContract load() {
		return of(OpenApiDocument.ofRepository());
	}

	static OpenApiContract of(OpenApiDocument document) {
		// Without this level, every schema without additionalProperties forbids unknown
		// fields.
		LevelResolver levels = LevelResolver.create()
			.withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
			.build();
		OpenApiInteractionValidator validator = OpenApiInteractionValidator
			.createForInlineApiSpecification(document.content())
			.withBasePathOverride("/")
			.withLevelResolver(levels)
			.withCustomRequestValidation(OpenApiContract::bearerToken)
			.build();
		return new OpenApiContract(validator);
	}

	private static ValidationReport bearerToken(Request request, ApiOperation operation) {
		List<?> security = operation.getOperation().getSecurity();
		boolean open = security != null && security.isEmpty();
		boolean authorized = request.getHeaderValue("Authorization")
			.filter((value) -> value.startsWith("Bearer "))
			.isPresent();
		return (open || authorized) ? ValidationReport.empty()
				: ValidationReport.singleton(ValidationReport.Message
					.create("validation.request.security.missing", "The request has no token")
					.build());
	}

	/**
	 * List the violations of an exchange.
	 * @param method the HTTP method
	 * @param pathWithQuery the path below the base URL as it was sent, encoded, with its
	 * query
	 * @param requestHeaders the headers of the request; the case of names does not matter
	 * @param requestBody the body of the request, empty for none
	 * @param status the HTTP status
	 * @param responseHeaders the headers of the response
	 * @param responseBody the body of the response, empty for none
	 * @return one text per violation, beginning with {@code request.} or
	 * {@code response.}; empty if there is none. Texts may contain values of the
	 * exchange.
	 */
	public List<String> violations(String method, String pathWithQuery, Map<String, List<String>> requestHeaders,
			byte[] requestBody, int status, Map<String, List<String>> responseHeaders, byte[] responseBody) {
		UriComponents uri = UriComponentsBuilder.fromUriString(pathWithQuery).build(true);
		SimpleRequest.Builder request = new SimpleRequest.Builder(
				Request.Method.valueOf(method.toUpperCase(Locale.ROOT)), uri.getPath());
		uri.getQueryParams()
			.forEach((name, values) -> request.withQueryParam(decode(name),
					values.stream().filter(Objects::nonNull).map(OpenApiContract::decode).toList()));
		requestHeaders.forEach(request::withHeader);
		if (requestBody.length > 0) {
			request.withBody(requestBody);
		}
		SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
		responseHeaders.forEach(response::withHeader);
		if (responseBody.length > 0) {
			response.withBody(responseBody);
		}
		return this.validator.validate(request.build(), response.build())
			.getMessages()
			.stream()
			.filter((message) -> message.getLevel() != ValidationReport.Level.IGNORE)
			.filter((message) -> !isFalseAlarm(message, requestBody, status))
			.map(OpenApiContract::describe)
			.toList();
	}

	/**
	 * OpenAPI cannot express that the body of a response is optional, for example that of
	 * a gateway, and 3.0.0 requires a content type of requests that need no body.
	 */
	private static boolean isFalseAlarm(ValidationReport.Message message, byte[] requestBody, int status) {
		return switch (message.getKey()) {
			case "validation.response.body.missing" -> status > 500;
			case "validation.request.contentType.notAllowed" -> requestBody.length == 0;
			default -> false;
		};
	}

	private static String decode(String value) {
		return URLDecoder.decode(value, UTF_8);
	}

	private static String describe(ValidationReport.Message message) {
		return message.getKey().replaceFirst("^validation\\.", "") + ": "
				+ String.join("; ", texts(message).distinct().toList());
	}

	private static Stream<String> texts(ValidationReport.Message message) {
		return Stream.concat(Stream.of(message.getMessage()),
				message.getNestedMessages().stream().flatMap(OpenApiContract::texts));
	}

}
