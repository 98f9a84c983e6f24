package com.experiture.client.internal.text;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;

import javax.net.ssl.SSLHandshakeException;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.proxy.ProxyConnectException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NetworkProblem}.
 */
class NetworkProblemTests {

	@Test
	void namesExpiredCertificate() {
		SSLHandshakeException failure = new SSLHandshakeException(
				"PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed");
		failure.initCause(new CertPathValidatorException("validity check failed",
				new CertificateExpiredException("NotAfter: Sat Mar 01 00:00:00 UTC 2025")));
		assertThat(NetworkProblem.of(failure).reason()).contains("PKIX path validation failed")
			.contains("CertificateExpiredException: NotAfter: Sat Mar 01");
	}

	@Test
	void namesAlertReportedByDecoder() {
		Throwable failure = new DecoderException(
				new SSLHandshakeException("Received fatal alert: certificate_required"));
		assertThat(NetworkProblem.of(failure).reason()).contains("certificate_required");
	}

	@Test
	void namesProxyWithoutAddress() {
		NetworkProblem problem = NetworkProblem.of(new ProxyConnectException(
				"http, basic, /10.1.2.3:3128 => api.example.com:443, status: 407 Proxy Authentication Required"));
		assertThat(problem.reason()).contains("status: 407 Proxy Authentication Required").doesNotContain("10.1.2.3");
		assertThat(problem.remedy()).contains("https.proxyUser");
	}

	@Test
	void namesOtherFailuresByType() {
		assertThat(NetworkProblem.of(new ConnectException("10.1.2.3")).reason()).isEqualTo("ConnectException");
		assertThat(NetworkProblem.of(new UnresolvedAddressException()).remedy()).contains("https.proxyHost");
	}

}
