package com.experiture.client.audiences;

import com.experiture.client.call.CallOptions;

/**
 * Previews audiences. Blocks until the response is received, so it must not be used on an
 * event-loop thread. Needs the scope {@code cdp:audiences:preview}. Each call fails with
 * an {@link com.experiture.client.error.ExperitureException}.
 *
 * @see ReactiveAudiencesClient
 */
public interface AudiencesClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options correlation id, timeout
	 * @return a view
	 */
	AudiencesClient with(CallOptions options);

	/**
	 * Count an audience and read up to 100 sample records (documented).
	 * @param audienceId the id of the audience
	 * @return the reach and the sample
	 */
	AudiencePreview preview(String audienceId);

	/**
	 * Count an audience and read sample records (documented).
	 * @param audienceId the id of the audience
	 * @param limit the largest number of sample records, 1 to 1,000; it does not limit
	 * the reach
	 * @return the reach and the sample
	 */
	AudiencePreview preview(String audienceId, int limit);

}
