// Everything that a consumer's test needs. Add the adapter of the test framework: tally/gtest.h, tally/catch2.h or
// tally/doctest.h.
#pragma once

#include "tally/contract.h"
#include "tally/matchers.h"
#include "tally/message.h"
#include "tally/mock_server.h"
#include "tally/outcome.h"
#include "tally/value.h"
#include "tally/xml.h"
