package com.experiture.client.internal.imports;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.internal.validation.FieldNames;
import com.experiture.client.metadata.ReactiveMetadataClient;

/**
 * Compares the columns of a file with the schema of its object before it is uploaded.
 * Without a schema the API decides.
 */
final class SchemaCheck {

	private static final Logger logger = LoggerFactory.getLogger("com.experiture.client.imports");

	private static final Duration LONGEST_READ = Duration.ofSeconds(10);

	private final ReactiveMetadataClient metadata;

	// A client without the scope is rejected each time.
	private final AtomicBoolean forbidden = new AtomicBoolean();

	SchemaCheck(ReactiveMetadataClient metadata) {
		this.metadata = metadata;
	}

	/**
	 * Check that the object has a field for each column. Fails with an
	 * {@link com.experiture.client.internal.rules.InvalidField}.
	 * @return the same file
	 */
	Mono<SourceFile> check(SourceFile file, CallOptions options) {
		if (file.ownMapping() == null || this.forbidden.get()) {
			return Mono.just(file);
		}
		return fields(file.request().objectName(), options)
			.doOnNext((fields) -> MappedColumns.requireFields(file, fields))
			.thenReturn(file);
	}

	private Mono<FieldNames> fields(String objectName, CallOptions options) {
		Duration timeout = options.timeout();
		boolean shorter = timeout != null && timeout.compareTo(LONGEST_READ) < 0;
		return this.metadata.with(shorter ? options : options.toBuilder().timeout(LONGEST_READ).build())
			.getObject(objectName)
			.map(FieldNames::of)
			.onErrorResume(ExperitureException.class, (failure) -> {
				this.forbidden.set(failure instanceof ForbiddenException);
				logger.debug(
						"The schema of {} is not known, so columns without a field are not found before the upload",
						objectName, failure);
				return Mono.just(Optional.empty());
			})
			.mapNotNull((fields) -> fields.orElse(null));
	}

}
