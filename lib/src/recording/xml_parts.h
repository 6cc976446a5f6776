// What a written XML document means: its text, and rules and generators with their paths (Pact V3, XML bodies).
#pragma once

#include <string>
#include <vector>

#include "model/generator.h"
#include "model/matching_rule.h"
#include "recording/value_node.h"
#include "tally/xml.h"

namespace tally::recording {

struct XmlParts {
    std::string text;
    std::vector<model::KeyedRules> rules;
    std::vector<model::KeyedGenerator> generators;
};

XmlParts xml_parts(const XmlElement& root, Place place, std::vector<Mistake>& mistakes);

}  // namespace tally::recording
