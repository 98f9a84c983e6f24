package com.experiture.integration

import com.fasterxml.jackson.annotation.JsonFormat
import java.time.Instant
import java.time.OffsetDateTime

/** A record of an application in Kotlin. */
data class KotlinCustomer(
	val email: String,
	val isVip: Boolean,
	val isDeleted: Boolean?,
	val getsNews: Boolean,
	val firstName: String?,
	val id: KotlinCustomerId,
	val since: Instant,
	val score: Double = 1.5,
)

@JvmInline
value class KotlinCustomerId(val value: String)

data class KotlinVisit(
	val email: String,
	@field:JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") val seen: OffsetDateTime,
)

object KotlinCustomers {

	@JvmStatic
	fun jane(score: Double) =
		KotlinCustomer("jane@example.com", true, false, true, null, KotlinCustomerId("c-1"), Instant.parse("2026-04-21T13:30:00Z"), score)

}
