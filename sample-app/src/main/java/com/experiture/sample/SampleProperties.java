package com.experiture.sample;

import java.time.Duration;
import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * What the sample ingests.
 *
 * @param customers the CSV file of the customers
 * @param orders the CSV file of the order lines
 * @param batchSize how many records go into one batch, at most 10,000
 * @param timeZone the zone of the times in the order file
 * @param jobTimeout how long to wait for the job of a batch
 */
@ConfigurationProperties("sample")
record SampleProperties(Resource customers, Resource orders, @DefaultValue("500") int batchSize,
		@DefaultValue("UTC") ZoneId timeZone, @DefaultValue("1m") Duration jobTimeout) {

}
