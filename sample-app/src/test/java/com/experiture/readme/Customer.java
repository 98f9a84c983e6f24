package com.experiture.readme;

import java.time.Instant;

record Customer(String email, String firstName, Instant lastSeenAt) {
}
