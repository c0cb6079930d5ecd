(module
  (type (func (param f32) (result f32)))
  (type (func))
  (type (func (param i32 i32)))
  (import "env" "memory" (memory 1))
  (import "env" "quantile" (func $quantile (type 0)))
  (func $p_init_w (type 1)
    (local $element i32)
    (local $column i32)
    (local $row i32)
    (local $start i32)
    (local $block i32)
    (local i32)
    (local i32)
    (local i32)
    (local $seed i32)
    (local $node i32)
    (local $word0 i32)
    (local $word1 i32)
    (local $word2 i32)
    (local $word3 i32)
    (local $product0 i64)
    (local $product1 i64)
    (local v128)
    (local v128)
    (local v128)
    v128.const i32x4 0x3e99999a 0x3e99999a 0x3e99999a 0x3e99999a
    local.set 16
    v128.const i32x4 0x3c23d70a 0x3c23d70a 0x3c23d70a 0x3c23d70a
    local.set 17
    i32.const 0
    local.set $row
    loop
      local.get $row
      i32.const 4
      i32.mul
      local.set $start
      i32.const 0
      local.set $column
      loop
        local.get $start
        local.get $column
        i32.add
        local.set $element
        local.get 16
        local.get $element
        i32.const 4
        i32.shr_u
        local.set $block
        i32.const 0
        i32.load
        local.set 5
        i32.const 0
        i32.load offset=4
        local.set 6
        i32.const 0
        i32.load offset=8
        local.set 7
        i32.const 0
        i32.load offset=12
        local.set $seed
        i32.const -183745553
        local.set $node
        local.get 5
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $block
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get 6
        i32.xor
        local.get $seed
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get 7
        i32.xor
        local.get $node
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -1640531527
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -1150833019
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const 1013904242
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const 1993301258
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -626627285
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const 842468239
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const 2027808484
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -308364780
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const 387276957
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -1459197799
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -1253254570
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const 1684936478
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const 1401181199
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const 534103459
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -239350328
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -616729560
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -1879881855
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -1767562579
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i32x4.splat
        local.get $word1
        i32x4.replace_lane 1
        local.get $word2
        i32x4.replace_lane 2
        local.get $word3
        i32x4.replace_lane 3
        i32.const 8
        i32x4.shr_u
        f32x4.convert_i32x4_s
        v128.const i32x4 0x33800000 0x33800000 0x33800000 0x33800000
        f32x4.mul
        local.get 17
        f32x4.add
        f32x4.mul
        local.set 18
        local.get $element
        local.get 18
        v128.store offset=1888
        local.get $column
        i32.const 16
        i32.add
        local.tee $column
        i32.const 16
        i32.lt_u
        br_if 0
      end
      local.get $row
      i32.const 4
      i32.add
      local.tee $row
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $init-run (type 1)
    call $p_init_w
  )
  (func $a_init_V (type 1)
    (local $element i32)
    (local $block i32)
    (local i32)
    (local i32)
    (local i32)
    (local $seed i32)
    (local $node i32)
    (local $word0 i32)
    (local $word1 i32)
    (local $word2 i32)
    (local $word3 i32)
    (local $product0 i64)
    (local $product1 i64)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    v128.load32_splat offset=64
    local.set 13
    i32.const 0
    v128.load32_splat offset=68
    local.set 14
    i32.const 0
    local.set $element
    loop
      local.get 13
      local.get $element
      i32.const 4
      i32.shr_u
      local.set $block
      i32.const 0
      i32.load
      local.set 2
      i32.const 0
      i32.load offset=4
      local.set 3
      i32.const 0
      i32.load offset=8
      local.set 4
      i32.const 0
      i32.load offset=12
      local.set $seed
      i32.const -468965076
      local.set $node
      local.get 2
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $block
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get 3
      i32.xor
      local.get $seed
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get 4
      i32.xor
      local.get $node
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1640531527
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1150833019
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 1013904242
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 1993301258
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -626627285
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 842468239
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 2027808484
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -308364780
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 387276957
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1459197799
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1253254570
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 1684936478
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 1401181199
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 534103459
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -239350328
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -616729560
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1879881855
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1767562579
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i32x4.splat
      local.get $word1
      i32x4.replace_lane 1
      local.get $word2
      i32x4.replace_lane 2
      local.get $word3
      i32x4.replace_lane 3
      i32.const 8
      i32x4.shr_u
      f32x4.convert_i32x4_s
      v128.const i32x4 0x33800000 0x33800000 0x33800000 0x33800000
      f32x4.mul
      local.get 14
      f32x4.mul
      f32x4.add
      local.set 15
      local.get $element
      local.get 15
      v128.store offset=1824
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $a_init_g_e (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=1840
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $a_init_g_i (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=1856
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $a_init_refr (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0xffffffff 0xffffffff 0xffffffff 0xffffffff
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=1872
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $rule_init_x (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=1936
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $rule_init_y (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=1952
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $b_init_V (type 1)
    (local $element i32)
    (local $block i32)
    (local i32)
    (local i32)
    (local i32)
    (local $seed i32)
    (local $node i32)
    (local $word0 i32)
    (local $word1 i32)
    (local $word2 i32)
    (local $word3 i32)
    (local $product0 i64)
    (local $product1 i64)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    v128.load32_splat offset=72
    local.set 13
    i32.const 0
    v128.load32_splat offset=76
    local.set 14
    i32.const 0
    local.set $element
    loop
      local.get 13
      local.get $element
      i32.const 4
      i32.shr_u
      local.set $block
      i32.const 0
      i32.load
      local.set 2
      i32.const 0
      i32.load offset=4
      local.set 3
      i32.const 0
      i32.load offset=8
      local.set 4
      i32.const 0
      i32.load offset=12
      local.set $seed
      i32.const -418632219
      local.set $node
      local.get 2
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $block
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get 3
      i32.xor
      local.get $seed
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get 4
      i32.xor
      local.get $node
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1640531527
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1150833019
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 1013904242
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 1993301258
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -626627285
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 842468239
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 2027808484
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -308364780
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 387276957
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1459197799
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1253254570
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 1684936478
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 1401181199
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 534103459
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -239350328
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -616729560
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1879881855
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1767562579
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i32x4.splat
      local.get $word1
      i32x4.replace_lane 1
      local.get $word2
      i32x4.replace_lane 2
      local.get $word3
      i32x4.replace_lane 3
      i32.const 8
      i32x4.shr_u
      f32x4.convert_i32x4_s
      v128.const i32x4 0x33800000 0x33800000 0x33800000 0x33800000
      f32x4.mul
      local.get 14
      f32x4.mul
      f32x4.add
      local.set 15
      local.get $element
      local.get 15
      v128.store offset=1968
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $b_init_g_e (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=1984
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $b_init_g_i (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2000
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $b_init_refr (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0xffffffff 0xffffffff 0xffffffff 0xffffffff
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2016
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $init-trial (type 1)
    call $a_init_V
    call $a_init_g_e
    call $a_init_g_i
    call $a_init_refr
    call $rule_init_x
    call $rule_init_y
    call $b_init_V
    call $b_init_g_e
    call $b_init_g_i
    call $b_init_refr
  )
  (func $hold (type 1)
  )
  (func $settle_a.g_e__a.g_i__rule.x (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    f32.convert_i32_s
    i32.const 0
    i32.load
    f32.convert_i32_s
    f32.const 0.0625
    f32.mul
    f32.floor
    f32.const 16
    f32.mul
    f32.eq
    if
      v128.const i32x4 0x0da24260 0x0da24260 0x0da24260 0x0da24260
      local.set 1
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set 2
      i32.const 0
      local.set $element
      loop
        local.get $element
        v128.load offset=1840
        local.tee 3
        local.set 4
        local.get $element
        v128.load offset=1856
        local.tee 5
        local.set 6
        local.get $element
        v128.load offset=1936
        local.tee 7
        local.set 8
        local.get 4
        local.get 4
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 9
        local.get $element
        local.get 9
        v128.store offset=1840
        local.get 6
        local.get 6
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 10
        local.get $element
        local.get 10
        v128.store offset=1856
        local.get 8
        local.get 8
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 11
        local.get $element
        local.get 11
        v128.store offset=1936
        local.get $element
        i32.const 16
        i32.add
        local.tee $element
        i32.const 12
        i32.lt_u
        br_if 0
      end
    else
    end
  )
  (func $settle_rule.y__b.g_e__b.g_i (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    f32.convert_i32_s
    i32.const 0
    i32.load
    f32.convert_i32_s
    f32.const 0.0625
    f32.mul
    f32.floor
    f32.const 16
    f32.mul
    f32.eq
    if
      v128.const i32x4 0x0da24260 0x0da24260 0x0da24260 0x0da24260
      local.set 1
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set 2
      i32.const 0
      local.set $element
      loop
        local.get $element
        v128.load offset=1952
        local.tee 3
        local.set 4
        local.get $element
        v128.load offset=1984
        local.tee 5
        local.set 6
        local.get $element
        v128.load offset=2000
        local.tee 7
        local.set 8
        local.get 4
        local.get 4
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 9
        local.get $element
        local.get 9
        v128.store offset=1952
        local.get 6
        local.get 6
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 10
        local.get $element
        local.get 10
        v128.store offset=1984
        local.get 8
        local.get 8
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 11
        local.get $element
        local.get 11
        v128.store offset=2000
        local.get $element
        i32.const 16
        i32.add
        local.tee $element
        i32.const 16
        i32.lt_u
        br_if 0
      end
    else
    end
  )
  (func $a_flow__a_emit_spikes (type 1)
    (local $slot i32)
    (local $next i32)
    (local $element i32)
    (local $bits i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $slot
    local.set $next
    i32.const 0
    i32.load
    i32x4.splat
    local.set 4
    i32.const 0
    v128.load32_splat offset=80
    local.set 5
    i32.const 0
    v128.load32_splat offset=84
    local.set 6
    i32.const 0
    v128.load32_splat offset=88
    local.set 7
    i32.const 0
    v128.load32_splat offset=92
    local.set 8
    i32.const 0
    v128.load32_splat offset=96
    local.set 9
    i32.const 0
    v128.load32_splat offset=100
    local.set 10
    i32.const 0
    v128.load32_splat offset=104
    local.set 11
    i32.const 0
    local.set $element
    loop
      local.get $element
      v128.load offset=1824
      local.tee 12
      local.set 13
      local.get $element
      v128.load offset=1840
      local.tee 14
      local.set 15
      local.get $element
      v128.load offset=1856
      local.tee 16
      local.set 17
      local.get 13
      local.get 5
      local.get 13
      f32x4.mul
      local.get 6
      local.get 15
      f32x4.mul
      f32x4.add
      local.get 7
      local.get 17
      f32x4.mul
      f32x4.add
      local.get 8
      f32x4.add
      local.get $element
      v128.load offset=1872
      local.get 4
      i32x4.gt_s
      v128.bitselect
      local.tee 18
      local.set 19
      local.get $element
      local.get 19
      v128.store offset=1824
      local.get 9
      local.get 15
      f32x4.mul
      local.set 20
      local.get $element
      local.get 20
      v128.store offset=1840
      local.get 10
      local.get 17
      f32x4.mul
      local.set 21
      local.get $element
      local.get 21
      v128.store offset=1856
      local.get 18
      local.get 11
      f32x4.gt
      local.set 22
      local.get 22
      i32x4.bitmask
      local.tee $bits
      if
        local.get $element
        i32.const 0
        i32.ge_u
        if
          local.get $element
          i32.const 12
          i32.lt_u
          i32.const 7
          i32.mul
          local.get $bits
          i32.and
          local.set $bits
        end
        block
          loop
            local.get $bits
            i32.eqz
            br_if 1
            local.get $next
            local.get $element
            i32.const 2
            i32.shr_u
            local.get $bits
            i32.ctz
            i32.add
            i32.store offset=16
            local.get $next
            i32.const 4
            i32.add
            local.set $next
            local.get $bits
            local.get $bits
            i32.const 1
            i32.sub
            i32.and
            local.set $bits
            br 0
          end
        end
      end
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
    local.get $slot
    local.get $next
    local.get $slot
    i32.sub
    i32.const 2
    i32.shr_u
    i32.store
  )
  (func $a_on_spikes (type 1)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local i32)
    (local f32)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        i32.const 0
        f32.load offset=64
        local.set 4
        i32.const 0
        i32.load
        i32.const 0
        i32.load offset=108
        i32.add
        local.set 3
        local.get $id
        local.get 4
        f32.store offset=1824
        local.get $id
        local.get 3
        i32.store offset=1872
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
  )
  (func $p_on_pre___b__rule_on_pre___p (type 1)
    (local $element i32)
    (local $column i32)
    (local $row i32)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local $start i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    v128.load32_splat offset=112
    local.set 7
    i32.const 0
    v128.load32_splat offset=116
    local.set 8
    i32.const 0
    v128.load32_splat offset=120
    local.set 9
    i32.const 0
    v128.load32_splat offset=124
    local.set 10
    i32.const 0
    i32.load
    i32.const 15
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        local.get $id
        local.set $row
        local.get $row
        i32.const 4
        i32.mul
        local.set $start
        i32.const 0
        local.set $column
        loop
          local.get $start
          local.get $column
          i32.add
          local.set $element
          local.get $column
          v128.load offset=1984
          local.get $element
          v128.load offset=1888
          local.tee 11
          local.get 7
          f32x4.mul
          f32x4.add
          local.set 12
          local.get 11
          local.get 8
          local.get $column
          v128.load offset=1952
          f32x4.mul
          f32x4.add
          local.get 9
          f32x4.pmax
          local.get 10
          f32x4.pmin
          local.set 13
          local.get $column
          local.get 12
          v128.store offset=1984
          local.get $element
          local.get 13
          v128.store offset=1888
          local.get $column
          i32.const 16
          i32.add
          local.tee $column
          i32.const 16
          i32.lt_u
          br_if 0
        end
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
  )
  (func $rule_on_pre (type 1)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local f32)
    i32.const 0
    i32.load
    i32.const 15
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        i32.const 0
        f32.load offset=128
        local.get $id
        f32.load offset=1936
        f32.mul
        f32.const 1
        f32.add
        local.set 3
        local.get $id
        local.get 3
        f32.store offset=1936
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
  )
  (func $b_flow__b_emit_spikes (type 1)
    (local $slot i32)
    (local $next i32)
    (local $element i32)
    (local $bits i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    local.tee $slot
    local.set $next
    i32.const 0
    i32.load
    i32x4.splat
    local.set 4
    i32.const 0
    v128.load32_splat offset=132
    local.set 5
    i32.const 0
    v128.load32_splat offset=136
    local.set 6
    i32.const 0
    v128.load32_splat offset=140
    local.set 7
    i32.const 0
    v128.load32_splat offset=144
    local.set 8
    i32.const 0
    v128.load32_splat offset=148
    local.set 9
    i32.const 0
    v128.load32_splat offset=152
    local.set 10
    i32.const 0
    v128.load32_splat offset=156
    local.set 11
    i32.const 0
    local.set $element
    loop
      local.get $element
      v128.load offset=1968
      local.tee 12
      local.set 13
      local.get $element
      v128.load offset=1984
      local.tee 14
      local.set 15
      local.get $element
      v128.load offset=2000
      local.tee 16
      local.set 17
      local.get 13
      local.get 5
      local.get 13
      f32x4.mul
      local.get 6
      local.get 15
      f32x4.mul
      f32x4.add
      local.get 7
      local.get 17
      f32x4.mul
      f32x4.add
      local.get 8
      f32x4.add
      local.get $element
      v128.load offset=2016
      local.get 4
      i32x4.gt_s
      v128.bitselect
      local.tee 18
      local.set 19
      local.get $element
      local.get 19
      v128.store offset=1968
      local.get 9
      local.get 15
      f32x4.mul
      local.set 20
      local.get $element
      local.get 20
      v128.store offset=1984
      local.get 10
      local.get 17
      f32x4.mul
      local.set 21
      local.get $element
      local.get 21
      v128.store offset=2000
      local.get 18
      local.get 11
      f32x4.gt
      local.set 22
      local.get 22
      i32x4.bitmask
      local.tee $bits
      if
        block
          loop
            local.get $bits
            i32.eqz
            br_if 1
            local.get $next
            local.get $element
            i32.const 2
            i32.shr_u
            local.get $bits
            i32.ctz
            i32.add
            i32.store offset=16
            local.get $next
            i32.const 4
            i32.add
            local.set $next
            local.get $bits
            local.get $bits
            i32.const 1
            i32.sub
            i32.and
            local.set $bits
            br 0
          end
        end
      end
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
    local.get $slot
    local.get $next
    local.get $slot
    i32.sub
    i32.const 2
    i32.shr_u
    i32.store
  )
  (func $rule_on_post___p (type 1)
    (local $element i32)
    (local $row i32)
    (local $column i32)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    i32.const 0
    f32.load offset=160
    local.set 6
    i32.const 0
    f32.load offset=120
    local.set 7
    i32.const 0
    f32.load offset=124
    local.set 8
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        local.get $id
        local.tee $column
        local.set $element
        i32.const 0
        local.set $row
        loop
          local.get $element
          f32.load offset=1888
          local.get 6
          local.get $row
          f32.load offset=1936
          f32.mul
          f32.add
          local.get 7
          local.set 10
          local.set 9
          local.get 10
          local.get 9
          local.get 9
          local.get 10
          f32.lt
          select
          local.get 8
          local.set 12
          local.set 11
          local.get 12
          local.get 11
          local.get 12
          local.get 11
          f32.lt
          select
          local.set 13
          local.get $element
          local.get 13
          f32.store offset=1888
          local.get $element
          i32.const 16
          i32.add
          local.set $element
          local.get $row
          i32.const 4
          i32.add
          local.tee $row
          i32.const 12
          i32.lt_u
          br_if 0
        end
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
  )
  (func $rule_on_post__b_on_spikes (type 1)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local i32)
    (local f32)
    (local f32)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        i32.const 0
        f32.load offset=128
        local.get $id
        f32.load offset=1952
        f32.mul
        f32.const 1
        f32.add
        local.set 4
        i32.const 0
        f32.load offset=72
        local.set 5
        i32.const 0
        i32.load
        i32.const 0
        i32.load offset=172
        i32.add
        local.set 3
        local.get $id
        local.get 4
        f32.store offset=1952
        local.get $id
        local.get 5
        f32.store offset=1968
        local.get $id
        local.get 3
        i32.store offset=2016
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
  )
  (func $rule_flow (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    v128.load32_splat offset=164
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get $element
      v128.load offset=1936
      local.set 2
      local.get 1
      local.get 2
      f32x4.mul
      local.set 3
      local.get $element
      local.get 3
      v128.store offset=1936
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $rule_flow.1 (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    v128.load32_splat offset=168
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get $element
      v128.load offset=1952
      local.set 2
      local.get 1
      local.get 2
      f32x4.mul
      local.set 3
      local.get $element
      local.get 3
      v128.store offset=1952
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $tick (type 1)
    call $settle_a.g_e__a.g_i__rule.x
    call $settle_rule.y__b.g_e__b.g_i
    call $a_flow__a_emit_spikes
    call $a_on_spikes
    call $p_on_pre___b__rule_on_pre___p
    call $rule_on_pre
    call $b_flow__b_emit_spikes
    call $rule_on_post___p
    call $rule_on_post__b_on_spikes
    call $rule_flow
    call $rule_flow.1
  )
  (func $ticks (type 2) (param i32) (param i32)
    block
      loop
        local.get 0
        local.get 1
        i32.ge_s
        br_if 1
        i32.const 0
        local.get 0
        i32.store
        call $tick
        local.get 0
        i32.const 1
        i32.add
        local.set 0
        br 0
      end
    end
  )
  (export "init-run" (func $init-run))
  (export "init-trial" (func $init-trial))
  (export "hold" (func $hold))
  (export "tick" (func $tick))
  (export "ticks" (func $ticks))
)

