#include "core/formats/voc/annotation_reading.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/parallel.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/images/image_pairing.hpp"
#include "core/formats/images/placed_boxes.hpp"
#include "core/formats/voc/voc_annotation.hpp"
#include "core/image/image.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

void report(ReadRecord& read, IssueKind kind, int line, std::string object, Sentence detail, bool fixable) {
    read.issues.push_back({.kind = kind,
                           .file = read.record.annotation_file,
                           .line = line,
                           .object = std::move(object),
                           .detail = std::move(detail),
                           .fixable = fixable});
}

void report(ReadRecord& read, const std::vector<PairingFinding>& doubts) {
    for (const PairingFinding& doubt : doubts) {
        report(read, doubt.kind, 0, {}, doubt.detail, doubt.fixable);
        if (doubt.kind == IssueKind::bad_image && read.record.image_exists) {
            read.issues.back().file = read.record.image_file;
        }
    }
}

/// "person 2": the second person among the usable objects of the image.
std::string describe(const ImageRecord& record, std::size_t index, const NameTable& names) {
    const int label = record.objects[index].label;
    const auto count =
        std::count_if(record.objects.begin(), record.objects.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                      [label](const Annotation& other) { return other.label == label; });
    return names.names()[static_cast<std::size_t>(label)] + " " + std::to_string(count);
}

}  // namespace

AnnotationReading::AnnotationReading(const VocLayout& layout, const ReadOptions& options)
    : m_layout(layout),
      m_options(options),
      m_workers(std::min(defaultWorkers(), 8)),
      m_names(static_cast<std::size_t>(m_workers)) {}

bool AnnotationReading::run(const std::vector<AnnotationFile>& all, const std::vector<std::size_t>& chosen,
                            const std::stop_token& stop, const ProgressFn& progress) {
    if (!parse(all, chosen, stop, progress)) {
        return false;
    }
    std::vector<PictureFrame> frames(m_reads.size());
    if (m_options.check_images) {
        findImages(all, chosen);
        if (!readHeaders(frames, stop, progress)) {
            return false;
        }
    } else {
        expectImages();
    }
    place(frames);
    return true;
}

bool AnnotationReading::parse(const std::vector<AnnotationFile>& all, const std::vector<std::size_t>& chosen,
                              const std::stop_token& stop, const ProgressFn& progress) {
    std::vector<VocAnnotationParser> parsers(static_cast<std::size_t>(m_workers));
    m_reads.resize(chosen.size());
    const auto work = [&](std::size_t begin, std::size_t end, int worker) {
        const auto thread = static_cast<std::size_t>(worker);
        for (std::size_t i = begin; i < end; ++i) {
            const AnnotationFile& file = all[chosen[i]];
            ParsedAnnotation parsed = parsers[thread].parse(file.path, m_names[thread]);
            ReadRecord& read = m_reads[i];
            read.usable = parsed.usable;
            read.names = worker;
            read.filename = std::move(parsed.filename);
            read.said_width = parsed.width;
            read.said_height = parsed.height;
            read.record.id = file.id;
            read.record.annotation_file = file.path;
            read.record.verified = parsed.verified;
            read.record.objects = std::move(parsed.objects);
            read.issues = std::move(parsed.issues);
        }
    };
    return parallelChunks(chosen.size(), {.chunk = 64, .workers = m_workers, .unit = "annotations"}, stop,
                          progress, work);
}

void AnnotationReading::findImages(const std::vector<AnnotationFile>& all,
                                   const std::vector<std::size_t>& chosen) {
    std::vector<fs::path> folders{m_layout.images};
    if (!m_layout.tree && m_layout.images != m_layout.root && m_layout.images != m_layout.annotations) {
        folders.push_back(m_layout.annotations);
    }
    m_images = ImageIndex(folders);
    std::vector<ImageClaim> claims;
    claims.reserve(all.size());
    for (const AnnotationFile& file : all) {
        claims.push_back({.id = file.id, .filename = {}});
    }
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        ImageClaim& claim = claims[chosen[i]];
        claim.filename = m_reads[i].filename;
        claim.width = m_reads[i].said_width;
        claim.height = m_reads[i].said_height;
    }
    const std::string folder =
        shownName((m_layout.tree ? m_layout.root : m_layout.images).filename().native());
    const std::vector<PairedImage> paired = pairImages(claims, m_images, folder);
    for (const PairedImage& each : paired) {
        if (each.image || each.contested) {
            m_claimed.insert(each.image ? *each.image : *each.contested);
        }
    }
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const PairedImage& pair = paired[chosen[i]];
        ReadRecord& read = m_reads[i];
        if (!read.usable) {
            continue;
        }
        read.record.image_exists = pair.image.has_value();
        read.record.image_file =
            pair.image ? fs::path(m_images.files()[*pair.image].path) : m_layout.images / pair.expected;
        report(read, pair.doubts);
    }
}

void AnnotationReading::expectImages() {
    for (ReadRecord& read : m_reads) {
        read.record.image_file =
            m_layout.images / (read.filename.empty() ? read.record.id + ".jpg" : read.filename);
    }
}

bool AnnotationReading::readHeaders(std::vector<PictureFrame>& frames, const std::stop_token& stop,
                                    const ProgressFn& progress) const {
    return parallelChunks(m_reads.size(), {.chunk = 64, .workers = m_workers, .unit = "images"}, stop,
                          progress, [&](std::size_t begin, std::size_t end, int) {
                              for (std::size_t i = begin; i < end; ++i) {
                                  const ImageRecord& record = m_reads[i].record;
                                  frames[i].image_exists = record.image_exists;
                                  if (record.image_exists) {
                                      frames[i].header = readImageHeader(record.image_file);
                                      if (!frames[i].header) {
                                          frames[i].fault = imageFault(record.image_file);
                                      }
                                  }
                              }
                          });
}

void AnnotationReading::place(std::vector<PictureFrame>& frames) {
    for (std::size_t i = 0; i < m_reads.size(); ++i) {
        frames[i].said_width = m_reads[i].said_width;
        frames[i].said_height = m_reads[i].said_height;
        frames[i].objects = &m_reads[i].record.objects;
    }
    decideFrames(frames, m_options.orientation);
    for (std::size_t i = 0; i < m_reads.size(); ++i) {
        ReadRecord& read = m_reads[i];
        if (read.usable) {
            read.record.width = frames[i].width;
            read.record.height = frames[i].height;
            read.record.orientation = frames[i].orientation;
            report(read, frames[i].doubts);
            placeBoxes(read);
        }
    }
}

void AnnotationReading::placeBoxes(ReadRecord& read) const {
    const NameTable& names = m_names[static_cast<std::size_t>(read.names)];
    for (BoxFinding& finding :
         priorscope::placeBoxes(read.record, m_options.zero_based ? 0.0 : 1.0, cornersText)) {
        report(read, finding.kind, read.record.objects[finding.object].line,
               describe(read.record, finding.object, names), std::move(finding.detail), finding.fixable);
    }
}

}  // namespace priorscope
