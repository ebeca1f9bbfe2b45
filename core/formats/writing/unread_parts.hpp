// What a dataset's files have besides boxes, classes and flags.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// What writing a dataset anew leaves behind since reading it leaves it out: of a COCO file masks, keypoints,
/// areas and ids; of VOC's annotations elements besides those that are read, such as parts and actions. Reads
/// the files again; of other formats nothing is told: their readers report shapes one by one.
/// @param path       as for readAnyDataset()
/// @param to_format  DatasetFormat::name of what is written
/// @return whole sentences
/// @throws Error if a COCO file cannot be read
std::vector<Sentence> unreadParts(const std::filesystem::path& path, const std::string& to_format);

}  // namespace priorscope
