// The documents that the benchmarks run on: a JSON body of about 0.9 KB with 15 matching rules, one per
// interaction.
#pragma once

#include <cstddef>
#include <string>

namespace tally::bench {

// What a provider that honours the contract answers to GET /products/<number>.
std::string product_json(std::size_t number);

// A V4 contract with `interactions` such products.
std::string sample_contract(std::size_t interactions);

}  // namespace tally::bench
