package com.experiture.boot.autoconfigure;

import java.util.function.UnaryOperator;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * Applies an SSL bundle. Spring Boot's own customizer does not configure ALPN, which
 * HTTP/2 requires.
 */
final class SslBundleCustomizer implements UnaryOperator<HttpClient> {

	private static final ApplicationProtocolConfig HTTP2_OR_HTTP11 = new ApplicationProtocolConfig(Protocol.ALPN,
			SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
			ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);

	private final SslBundle bundle;

	private final boolean http2;

	SslBundleCustomizer(SslBundle bundle, boolean http2) {
		this.bundle = bundle;
		this.http2 = http2;
	}

	@Override
	public HttpClient apply(HttpClient httpClient) {
		SslContext context = context();
		return httpClient.secure((spec) -> spec.sslContext(context));
	}

	private SslContext context() {
		SslOptions options = this.bundle.getOptions();
		SslManagerBundle managers = this.bundle.getManagers();
		SslContextBuilder builder = SslContextBuilder.forClient()
			.keyManager(managers.getKeyManagerFactory())
			.trustManager(managers.getTrustManagerFactory())
			.ciphers(SslOptions.asSet(options.getCiphers()))
			.protocols(options.getEnabledProtocols());
		if (this.http2) {
			builder.applicationProtocolConfig(HTTP2_OR_HTTP11);
		}
		try {
			return builder.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException("The SSL bundle of the Experiture client cannot be used", ex);
		}
	}

}
