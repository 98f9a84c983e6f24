package com.experiture.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

import com.experiture.boot.autoconfigure.ExperitureConfigurations.ClientConfiguration;
import com.experiture.boot.autoconfigure.ExperitureConfigurations.FamiliesConfiguration;
import com.experiture.boot.autoconfigure.ExperitureConfigurations.WorkspacesConfiguration;
import com.experiture.boot.autoconfigure.ExperitureConfigurations.WriterConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the Experiture client and its
 * families. Nothing is sent while the application starts.
 */
@AutoConfiguration(after = { ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class })
@Conditional(OnEnabledCondition.class)
@EnableConfigurationProperties(ExperitureProperties.class)
@Import({ WorkspacesConfiguration.class, ClientConfiguration.class, FamiliesConfiguration.class,
		WriterConfiguration.class })
public class ExperitureAutoConfiguration {

}
