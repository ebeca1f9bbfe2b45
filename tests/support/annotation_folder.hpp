// A folder of annotations and images that a test fills file by file.
#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/image/image.hpp"

namespace priorscope::fixture {

/// @param box  "xmin ymin xmax ymax"
inline QByteArray object(const QByteArray& name, const QByteArray& box, const QByteArray& more = {}) {
    const QList<QByteArray> c = box.split(' ');
    return "<object>\n<name>" + name + "</name>\n" + more + "<bndbox><xmin>" + c[0] + "</xmin><ymin>" + c[1] +
           "</ymin><xmax>" + c[2] + "</xmax><ymax>" + c[3] + "</ymax></bndbox>\n</object>\n";
}

inline QByteArray size(int width, int height) {
    return "<size><width>" + QByteArray::number(width) + "</width><height>" + QByteArray::number(height) +
           "</height><depth>3</depth></size>\n";
}

inline QByteArray annotation(const QByteArray& body) {
    return "<annotation>\n" + body + "</annotation>\n";
}

class AnnotationFolder {
  public:
    void write(const QString& name, const QByteArray& bytes) {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    void xml(const QString& id, const QByteArray& body) {
        write("Annotations/" + id + ".xml", annotation(body));
    }
    void image(const QString& name, int width = 100, int height = 50) {
        QDir().mkpath(QFileInfo(m_folder->filePath(name)).path());
        Image pixels{.width = width, .height = height, .rgb = {}};
        pixels.rgb.resize(static_cast<std::size_t>(3 * width * height), 90);
        name.endsWith(".png") ? writePng(pixels, path(name)) : writeJpeg(pixels, path(name));
    }
    /// A JPEG of these stored sides that EXIF turns.
    void turnedImage(const QString& name, int width, int height, char orientation) {
        image(name, width, height);
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        file.close();
        // One directory with one entry: tag 0x0112, a short, one of it.
        QByteArray exif("Exif\0\0", 6);
        exif += QByteArray::fromHex("49492a00080000000100120103000100000000000000000000000000");
        exif[6 + 8 + 2 + 8] = orientation;
        QByteArray segment = QByteArray::fromHex("ffe1");
        segment += static_cast<char>((exif.size() + 2) >> 8);
        segment += static_cast<char>((exif.size() + 2) & 0xFF);
        write(name, bytes.left(2) + segment + exif + bytes.mid(2));
    }
    std::string path(const QString& name = {}) const { return m_folder->filePath(name).toStdString(); }
    Dataset read(const ReadOptions& options = {}) const { return *readVocDataset(path(), options); }

  private:
    std::shared_ptr<QTemporaryDir> m_folder = std::make_shared<QTemporaryDir>();
};

/// Kinds of the findings, in their order.
inline std::vector<std::string> kinds(const Dataset& dataset) {
    std::vector<std::string> names;
    for (const DatasetIssue& issue : dataset.issues) {
        names.emplace_back(issueKindName(issue.kind));
    }
    return names;
}

/// The message of the error that reading the folder ends with; empty where there is none.
inline QString messageOf(const std::string& folder, const ReadOptions& options = {}) {
    try {
        readVocDataset(folder, options);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

/// The record with this id. Ends the program where there is none: a test that asks is wrong.
inline ImageRow record(const Dataset& dataset, std::string_view id) {
    for (const ImageRow& image : dataset.images) {
        if (image.id == id) {
            return image;
        }
    }
    qFatal("no image %s", std::string(id).c_str());
}

}  // namespace priorscope::fixture
