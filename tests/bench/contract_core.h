// The contract core alone, without network: large bodies to a verdict, large contract files to the model.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

namespace tally::bench {

// Runs one case in this process, which should be a fresh one, and prints "milliseconds megabytes bytes
// count".
//   right      a JSON body with `size` elements and a rule for each field, all satisfied
//   wrong      the same with every element wrong
//   placed     as right, but each element's fields have rules of their own, 4 x `size` of them
//   contract   a contract file with `size` interactions is read
// The time is that from the received bytes to the verdict (the expectation is loaded), or from the bytes of
// the file to the model. The memory is the peak of the whole process. False when there is no such case.
bool run_core_case(const std::string& name, std::size_t size, std::ostream& output);

// All cases, each in fresh processes of the running program, as Markdown.
void report_core(std::ostream& output);

}  // namespace tally::bench
