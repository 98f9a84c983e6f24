package com.experiture.client.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiException;

/**
 * What is observed of one logical call, its attempts included.
 */
public final class CallObservationContext extends Observation.Context {

	private final String workspace;

	private final String endpoint;

	private final String family;

	private final String correlationId;

	private volatile int attempts;

	private volatile @Nullable String serverCorrelationId;

	private volatile @Nullable CallOutcome outcome;

	public CallObservationContext(String workspace, String endpoint, String family, String correlationId) {
		this.workspace = workspace;
		this.endpoint = endpoint;
		this.family = family;
		this.correlationId = correlationId;
	}

	public void end(CallOutcome outcome, int attempts, @Nullable String serverCorrelationId) {
		this.attempts = attempts;
		this.serverCorrelationId = serverCorrelationId;
		this.outcome = outcome;
	}

	/**
	 * Return how the call ended.
	 * @return the outcome, or {@code null} while the call lasts
	 */
	public @Nullable CallOutcome getOutcome() {
		return this.outcome;
	}

	/**
	 * Return how many requests were sent.
	 * @return the number, 0 while the call lasts
	 */
	public int getAttempts() {
		return this.attempts;
	}

	/**
	 * Return what the application calls the workspace.
	 * @return the name, {@code default} where the application has only one
	 */
	public String getWorkspace() {
		return this.workspace;
	}

	/**
	 * Return the name of the endpoint.
	 * @return the name, such as {@code records.upsert}
	 */
	public String getEndpoint() {
		return this.endpoint;
	}

	/**
	 * Return the API family.
	 * @return the family, such as {@code records}
	 */
	public String getFamily() {
		return this.family;
	}

	/**
	 * Return the correlation id that is sent with every attempt.
	 * @return the id; of high cardinality
	 */
	public String getCorrelationId() {
		return this.correlationId;
	}

	/**
	 * Return the server's id of the call, which came with its last response.
	 * @return the id; of high cardinality; {@code null} while the call lasts, or if there
	 * was no response
	 */
	public @Nullable String getServerCorrelationId() {
		return this.serverCorrelationId;
	}

	/**
	 * Return what the API said of a failure.
	 * @return the API's exception, or {@code null} where the call succeeded or no answer
	 * came
	 */
	public @Nullable ApiException getApiException() {
		return (getError() instanceof ApiException exception) ? exception : null;
	}

}
