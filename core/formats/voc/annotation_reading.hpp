// Annotations paired with their images, before the class list is known. Internal to core/formats.
#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/class_names.hpp"
#include "core/dataset/dataset.hpp"
#include "core/formats/images/image_index.hpp"
#include "core/formats/images/picture_frame.hpp"
#include "core/formats/voc/voc_layout.hpp"
#include "core/formats/voc/voc_reader.hpp"

namespace priorscope {

/// The result of reading one annotation file.
struct ReadRecord {
    bool usable = false;
    int names = 0;  ///< index of the NameTable that the labels refer to
    std::string filename{};
    int said_width = 0;  ///< as in ParsedAnnotation
    int said_height = 0;
    ImageRecord record{};  ///< labels are ids of the NameTable
    std::vector<DatasetIssue> issues{};
};

/// Parses the annotations of a layout, finds their images and converts their boxes.
class AnnotationReading {
  public:
    AnnotationReading(const VocLayout& layout, const ReadOptions& options);

    /// @param all     every annotation of the layout: those that are not read also own images
    /// @param chosen  indices of those to read
    /// @return false if stopped
    bool run(const std::vector<AnnotationFile>& all, const std::vector<std::size_t>& chosen,
             const std::stop_token& stop, const ProgressFn& progress);

    std::vector<ReadRecord>& reads() { return m_reads; }  ///< [chosen]
    const std::vector<NameTable>& names() const { return m_names; }
    const ImageIndex& images() const { return m_images; }
    /// Images that are claimed by annotations.
    const std::unordered_set<std::size_t>& claimedImages() const { return m_claimed; }

  private:
    bool parse(const std::vector<AnnotationFile>& all, const std::vector<std::size_t>& chosen,
               const std::stop_token& stop, const ProgressFn& progress);
    void findImages(const std::vector<AnnotationFile>& all, const std::vector<std::size_t>& chosen);
    void expectImages();
    bool readHeaders(std::vector<PictureFrame>& frames, const std::stop_token& stop,
                     const ProgressFn& progress) const;
    void place(std::vector<PictureFrame>& frames);
    void placeBoxes(ReadRecord& read) const;

    const VocLayout& m_layout;
    const ReadOptions& m_options;
    int m_workers;
    std::vector<NameTable> m_names;
    std::vector<ReadRecord> m_reads;
    ImageIndex m_images;
    std::unordered_set<std::size_t> m_claimed;
};

}  // namespace priorscope
