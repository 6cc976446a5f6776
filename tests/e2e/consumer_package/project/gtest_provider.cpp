#include <tally/gtest.h>

#include "greeter_provider.h"

const int tests_of_contracts = tally::verify_each(greeter());
