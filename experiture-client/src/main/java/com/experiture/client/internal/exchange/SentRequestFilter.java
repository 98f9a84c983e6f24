package com.experiture.client.internal.exchange;

import java.util.function.Consumer;

import reactor.core.publisher.Mono;

import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * The innermost filter of the client. The call is notified when its request is sent, even
 * if a filter of the application has replaced the request.
 */
final class SentRequestFilter implements ExchangeFilterFunction {

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.deferContextual((view) -> {
			Consumer<ClientHttpRequest> departure = view.getOrDefault(SentRequestFilter.class, null);
			return next.exchange((departure == null || request.httpRequest() == departure) ? request
					: ClientRequest.from(request).httpRequest(departure).build());
		});
	}

}
