// What an object of an image is called.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "core/dataset/dataset.hpp"

namespace priorscope {

/// "person 2": class, and number within the image. @param object  < image.objects.size()
std::string objectName(const Dataset& dataset, const ImageRow& image, std::size_t object);

/// The file that findings about an image name: its annotation, or the image where one file describes many.
std::filesystem::path findingFile(const ImageRow& image);

}  // namespace priorscope
