package com.experiture.boot.autoconfigure;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Self-signed certificates in key stores, created with keytool.
 */
final class TestCertificates {

	static final String PASSWORD = "changeit";

	private TestCertificates() {
	}

	/**
	 * Create a key store.
	 * @param file the file
	 * @param names the DNS names of the certificate
	 * @param more further options of keytool
	 */
	static Path create(Path file, List<String> names, String... more) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						"test", "-keyalg", "EC", "-dname", "CN=" + names.get(0), "-ext",
						"SAN=" + String.join(",", names.stream().map((name) -> "DNS:" + name).toList()), "-storepass",
						PASSWORD, "-keystore", file.toString()));
		command.addAll(List.of(more));
		assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor()).isZero();
		return file;
	}

	static KeyManagerFactory keys(Path file) throws Exception {
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(store(file), PASSWORD.toCharArray());
		return factory;
	}

	static TrustManagerFactory trust(Path... files) throws Exception {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		for (Path file : files) {
			trusted.setCertificateEntry(file.toString(), store(file).getCertificate("test"));
		}
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(trusted);
		return factory;
	}

	private static KeyStore store(Path file) throws Exception {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(file)) {
			keys.load(input, PASSWORD.toCharArray());
		}
		return keys;
	}

}
