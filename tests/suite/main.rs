//! One binary for all tests that see the program as its users do, in reading order.
