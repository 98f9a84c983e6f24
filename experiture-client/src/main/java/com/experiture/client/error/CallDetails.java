package com.experiture.client.error;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;

/**
 * Identifies a failed call in the logs of both sides, without any of its content.
 *
 * @param endpoint the name of the endpoint, such as {@code records.upsert}
 * @param request the HTTP method and path template, such as {@code POST
 * /records/{object_name}/upsert}
 * @param correlationId the id that this client sent with every attempt
 * @param serverCorrelationId the id in the API's last response, or {@code null} if there
 * was no response
 * @param idempotencyKey the key of the write, with which it can be sent again without a
 * second effect; {@code null} for reads
 * @param attempts how many requests were sent; 0 if the call failed before
 * @param effect what is known about the effect of all attempts together
 * @param workspace the name of the workspace in the application, if it is known
 * @param object the object that records were written to or that was read, such as
 * {@code orders}, if there is one
 */
public record CallDetails(String endpoint, String request, String correlationId, @Nullable String serverCorrelationId,
		@Nullable String idempotencyKey, int attempts, Effect effect, @Nullable String workspace,
		@Nullable String object) implements Serializable {

	/**
	 * Create the details of a call without its workspace.
	 * @param endpoint the name of the endpoint
	 * @param request the HTTP method and path template
	 * @param correlationId the id that this client sent
	 * @param serverCorrelationId the id in the API's last response
	 * @param idempotencyKey the key of the write
	 * @param attempts how many requests were sent
	 * @param effect what is known about the effect
	 */
	public CallDetails(String endpoint, String request, String correlationId, @Nullable String serverCorrelationId,
			@Nullable String idempotencyKey, int attempts, Effect effect) {
		this(endpoint, request, correlationId, serverCorrelationId, idempotencyKey, attempts, effect, null, null);
	}

	/**
	 * Create the details of a call that has had no effect.
	 * @param endpoint the name of the endpoint
	 * @param request the HTTP method and path template
	 * @param correlationId the id that this client sent
	 * @param serverCorrelationId the id in the API's last response
	 * @param attempts how many requests were sent
	 */
	public CallDetails(String endpoint, String request, String correlationId, @Nullable String serverCorrelationId,
			int attempts) {
		this(endpoint, request, correlationId, serverCorrelationId, null, attempts, Effect.NONE);
	}

	/**
	 * Return the same details with another effect, for example that of several calls.
	 * @param known the effect
	 * @return new details
	 */
	public CallDetails withEffect(Effect known) {
		return new CallDetails(this.endpoint, this.request, this.correlationId, this.serverCorrelationId,
				this.idempotencyKey, this.attempts, known, this.workspace, this.object);
	}

	/**
	 * Return the same details with workspace and object.
	 * @param workspace the name of the workspace in the application
	 * @param object the object, or {@code null} if there is none
	 * @return new details
	 */
	public CallDetails at(String workspace, @Nullable String object) {
		return new CallDetails(this.endpoint, this.request, this.correlationId, this.serverCorrelationId,
				this.idempotencyKey, this.attempts, this.effect, workspace, object);
	}

	/**
	 * Return workspace and object as text for messages.
	 */
	String place() {
		if (this.workspace == null) {
			return "";
		}
		return " (workspace " + this.workspace
				+ ((this.object != null) ? ", object " + ServerText.text(this.object) : "") + ")";
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder().append(this.endpoint).append(", ").append(this.request);
		text.append(", correlation id ").append(this.correlationId);
		if (this.serverCorrelationId != null && !this.serverCorrelationId.equals(this.correlationId)) {
			text.append(", server correlation id ").append(ServerText.id(this.serverCorrelationId));
		}
		if (this.idempotencyKey != null) {
			text.append(", idempotency key ").append(this.idempotencyKey);
		}
		text.append(", attempts ").append(this.attempts);
		return switch (this.effect) {
			case NONE -> text.toString();
			case POSSIBLE -> text.append(", may have taken effect").toString();
			case DONE -> text.append(", took effect").toString();
		};
	}

}
