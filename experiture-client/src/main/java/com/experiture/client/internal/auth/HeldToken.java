package com.experiture.client.internal.auth;

import java.time.Duration;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.internal.auth.TokenEndpointClient.Grant;

/**
 * A token and its times, all in nanoseconds of a monotonic clock.
 *
 * @param token the token
 * @param grantedAt when it was granted
 * @param renewalAt when to request the next token
 * @param invalidAt when not to use it any longer, shortly before its expiry
 */
record HeldToken(AccessToken token, long grantedAt, long renewalAt, long invalidAt) {

	private static final Duration MAX_RENEWAL_LEAD = Duration.ofMinutes(1);

	private static final Duration MAX_SAFETY_MARGIN = Duration.ofSeconds(5);

	static HeldToken of(Grant grant, long now) {
		long lifetime = grant.lifetime().toNanos();
		long margin = Math.min(MAX_SAFETY_MARGIN.toNanos(), lifetime / 10);
		long lead = Math.min(MAX_RENEWAL_LEAD.toNanos(), lifetime / 5);
		return new HeldToken(grant.token(), now, now + lifetime - margin - lead, now + lifetime - margin);
	}

	boolean isValid(long now) {
		return now - this.invalidAt < 0;
	}

	boolean isRenewalDue(long now) {
		return now - this.renewalAt >= 0;
	}

	HeldToken withRenewalAt(long time) {
		return new HeldToken(this.token, this.grantedAt, time, this.invalidAt);
	}

}
