package com.experiture.client.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiException;

/**
 * The observation context of one logical call, including its attempts.
 */
public final class CallObservationContext extends Observation.Context {

	private final String workspace;

	private final String endpoint;

	private final String family;

	private final String correlationId;

	private volatile int attempts;

	private volatile @Nullable String serverCorrelationId;

	private volatile @Nullable CallOutcome outcome;

	/**
	 * Create the context of a call. Applications create one only to test a
	 * {@link CallObservationConvention}.
	 * @param workspace the name of the workspace
	 * @param endpoint the name of the endpoint
	 * @param family the API family
	 * @param correlationId the correlation id of the call
	 */
	public CallObservationContext(String workspace, String endpoint, String family, String correlationId) {
		this.workspace = workspace;
		this.endpoint = endpoint;
		this.family = family;
		this.correlationId = correlationId;
	}

	/**
	 * Set the result of the call.
	 * @param outcome how the call ended
	 * @param attempts how many requests were sent
	 * @param serverCorrelationId the id in the API's last response, or {@code null} if
	 * there was no response
	 */
	public void end(CallOutcome outcome, int attempts, @Nullable String serverCorrelationId) {
		this.attempts = attempts;
		this.serverCorrelationId = serverCorrelationId;
		this.outcome = outcome;
	}

	/**
	 * Return how the call ended.
	 * @return the outcome, or {@code null} while the call is in progress
	 */
	public @Nullable CallOutcome getOutcome() {
		return this.outcome;
	}

	/**
	 * Return how many requests were sent.
	 * @return the number, 0 while the call is in progress
	 */
	public int getAttempts() {
		return this.attempts;
	}

	/**
	 * Return the name of the workspace in the application.
	 * @return the name, {@code default} if there is only one workspace
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
	 * Return the correlation id of the API's last response.
	 * @return the id; of high cardinality; {@code null} while the call is in progress or
	 * if there was no response
	 */
	public @Nullable String getServerCorrelationId() {
		return this.serverCorrelationId;
	}

	/**
	 * Return the exception of a call to which the API responded with an error.
	 * @return the exception, or {@code null} if the call succeeded or there was no
	 * response
	 */
	public @Nullable ApiException getApiException() {
		return (getError() instanceof ApiException exception) ? exception : null;
	}

}
