package com.experiture.client.internal.exchange;

import java.util.concurrent.atomic.AtomicBoolean;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

import com.experiture.client.internal.concurrent.GuardedMono;
import com.experiture.client.internal.concurrent.SafeCallback;

/**
 * The outermost filter of the client: around the filters of the application, and inside
 * the observation of the exchange.
 */
final class CallFilter implements ExchangeFilterFunction {

	static final String ENTERED = CallFilter.class.getName() + ".entered";

	private final SafeCallback callback = new SafeCallback("The observation of an exchange failed");

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		if (request.attributes().get(ENTERED) instanceof AtomicBoolean entered) {
			entered.set(true);
		}
		return new GuardedMono<>(() -> next.exchange(request), this.callback);
	}

}
